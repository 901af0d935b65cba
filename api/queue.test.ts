import { describe, expect, it } from "vitest";
import { createQueue, QueueFullError } from "./queue.ts";

describe("createQueue", () => {
  it("runs one after the other, also after a failure", async () => {
    const queue = createQueue(10);
    const log: string[] = [];
    const step = (name: string) => async (): Promise<void> => {
      log.push(`${name} starts`);
      await Promise.resolve();
      log.push(`${name} ends`);
    };
    const failing = queue.run(() => Promise.reject(new Error("no")));
    const steps = [queue.run(step("a")), queue.run(step("b"))];
    await expect(failing).rejects.toThrow("no");
    await Promise.all(steps);
    expect(log).toEqual(["a starts", "a ends", "b starts", "b ends"]);
  });

  it("refuses when too many wait, and takes again when they are through", async () => {
    const queue = createQueue(2);
    const first = [queue.run(() => Promise.resolve(1)), queue.run(() => Promise.resolve(2))];
    await expect(queue.run(() => Promise.resolve(3))).rejects.toThrow(QueueFullError);
    await Promise.all(first);
    await expect(queue.run(() => Promise.resolve(4))).resolves.toBe(4);
  });
});
