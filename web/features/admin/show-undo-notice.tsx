// "Archived. Undo": better than asking before.
import { Button, Group } from "@mantine/core";
import { hideNotification, showNotification } from "@mantine/notifications";
import { noticeStore } from "./notices.ts";

const SHOWN_MS = 12_000;

export function showUndoNotice(text: string, undoLabel: string, onUndo: () => void): void {
  const id = crypto.randomUUID();
  showNotification(
    {
      id,
      autoClose: SHOWN_MS,
      color: "accent",
      message: (
        <Group gap="sm" wrap="nowrap" justify="space-between">
          <span>{text}</span>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              hideNotification(id, noticeStore);
              onUndo();
            }}
          >
            {undoLabel}
          </Button>
        </Group>
      ),
    },
    noticeStore,
  );
}
