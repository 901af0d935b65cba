// Runs before every component test: the product's style sheets, and the guard. A test fails on any
// complaint of the browser's console, on any exception and on any request that leaves this machine.
import "../../../web/lib/zod-without-eval.ts";
import "@mantine/core/styles.layer.css";
import "@fontsource-variable/inter/wght.css";
import "../../../web/ui/theme/global.css";
import { afterEach, beforeEach, expect, vi } from "vitest";

let complaints: string[] = [];
const complain = (kind: string) => (what: unknown) => {
  complaints.push(`${kind}: ${String(what)}`);
};

addEventListener("error", ({ message }) => complain("exception")(message));
addEventListener("unhandledrejection", ({ reason }) => complain("rejection")(reason));
addEventListener("securitypolicyviolation", ({ blockedURI }) => complain("policy")(blockedURI));

const leftTheMachine = (): string[] =>
  performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((url) => /^(https?|wss?):/.test(url) && new URL(url).hostname !== location.hostname);

beforeEach(() => {
  complaints = [];
  localStorage.clear();
  vi.spyOn(globalThis.console, "error").mockImplementation(complain("error"));
  vi.spyOn(globalThis.console, "warn").mockImplementation(complain("warning"));
});

afterEach(() => {
  vi.restoreAllMocks();
  expect([...complaints, ...leftTheMachine()]).toEqual([]);
});
