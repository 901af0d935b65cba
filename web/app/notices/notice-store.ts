// What happened while somebody worked, newest first: the bell counts it, the list keeps it, some of
// it is shown for a moment. Alarms will come in here as well.
import { createStore, type StoreApi } from "zustand/vanilla";

export type NoticeTone = "plain" | "good" | "warning" | "failure";

export interface NewNotice {
  tone: NoticeTone;
  title: string;
  body?: string;
  action?: { label: string; run(): void };
  /** Shown for a moment as well; otherwise only the bell tells. */
  toast: boolean;
}

export interface Notice extends NewNotice {
  id: number;
  /** Server time, epoch ms. */
  atMs: number;
  read: boolean;
}

export interface NoticeStore extends StoreApi<readonly Notice[]> {
  post(notice: NewNotice): void;
  readAll(): void;
  clear(): void;
}

/** Older ones are forgotten. */
const MAX_NOTICES = 100;

export function createNoticeStore(serverNow: () => number): NoticeStore {
  const store = createStore<readonly Notice[]>(() => []);
  let lastId = 0;
  return {
    ...store,
    post(notice) {
      lastId += 1;
      const whole: Notice = { ...notice, id: lastId, atMs: serverNow(), read: false };
      store.setState((before) => [whole, ...before].slice(0, MAX_NOTICES), true);
    },
    readAll() {
      const unread = store.getState().some(({ read }) => !read);
      if (unread) store.setState((before) => before.map((notice) => ({ ...notice, read: true })), true);
    },
    clear: () => store.setState([], true),
  };
}
