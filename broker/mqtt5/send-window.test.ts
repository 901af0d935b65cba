import { expect, it } from "vitest";
import { createSendWindow } from "./send-window.ts";

const packet = (text: string): Buffer => Buffer.from(text);

function openWindow(receiveMaximum: number, maxWaitingBytes = 100) {
  const written: string[] = [];
  const window = createSendWindow({
    receiveMaximum,
    maxWaitingBytes,
    write: (bytes) => written.push(bytes.toString()),
  });
  return { window, written };
}

it("lets out as many as the client takes, the others in their order as it is done with them", () => {
  const { window, written } = openWindow(2);
  expect([window.reserve(1), window.reserve(2), window.reserve(3)]).toEqual([true, true, false]);
  window.wait(3, packet("3"));
  window.wait(4, packet("4"));
  window.done(99);
  expect(written).toEqual([]);
  window.done(2);
  expect(written).toEqual(["3"]);
  // Not past those that wait.
  window.done(1);
  expect(written).toEqual(["3", "4"]);
  expect(window.reserve(5)).toBe(false);
});

it("drops what is too much to keep", () => {
  const { window, written } = openWindow(1, 5);
  window.reserve(1);
  window.wait(2, packet("12345"));
  window.wait(3, packet("6"));
  window.done(1);
  window.done(2);
  expect(written).toEqual(["12345"]);
});
