// Short notices in the corner: what was done, or why not.
import { createNotificationsStore, showNotification } from "@mantine/notifications";

export const noticeStore = createNotificationsStore();

const SHOWN_MS = 4000;
/** A failure takes longer to read. */
const FAILURE_SHOWN_MS = 12_000;

export function showNotice(message: string, { failed = false }: { failed?: boolean } = {}): void {
  showNotification(
    { message, autoClose: failed ? FAILURE_SHOWN_MS : SHOWN_MS, color: failed ? "red" : "accent" },
    noticeStore,
  );
}
