import { expect, it } from "vitest";
import { createNoticeStore } from "./notice-store.ts";

const plain = (title: string) => ({ tone: "plain" as const, title, toast: false });

it("keeps the newest first, unread, with the server's time", () => {
  let now = 1000;
  const notices = createNoticeStore(() => now);
  notices.post(plain("one"));
  now = 2000;
  notices.post(plain("two"));
  expect(notices.getState().map(({ title, atMs, read }) => [title, atMs, read])).toEqual([
    ["two", 2000, false],
    ["one", 1000, false],
  ]);
  notices.readAll();
  expect(notices.getState().every(({ read }) => read)).toBe(true);
  notices.clear();
  expect(notices.getState()).toEqual([]);
});

it("forgets the oldest beyond a hundred", () => {
  const notices = createNoticeStore(() => 0);
  for (let index = 0; index < 130; index += 1) notices.post(plain(String(index)));
  expect(notices.getState()).toHaveLength(100);
  expect(notices.getState()[99]?.title).toBe("30");
});
