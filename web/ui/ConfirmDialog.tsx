// Asks before something that cannot be undone. The safe answer has the focus.
import { Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { problemText } from "../api/problem-text.ts";
import { Dialog } from "./Dialog.tsx";
import { Note } from "./Note.tsx";

export interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  body: string;
  action: string;
  /** Default "cancel". */
  cancel?: string;
  isWorking?: boolean;
  /** Why it failed. */
  failure?: unknown;
  onConfirm: () => void;
  onCancel: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, body, action, cancel, isWorking = false, failure = null, onConfirm, onCancel } = props;
  const { t } = useTranslation();
  const problem = failure === null ? null : problemText(t, failure);
  return (
    <Dialog opened={opened} onClose={onCancel} title={title} size={440}>
      <Stack gap="md">
        <p>{body}</p>
        {problem ? (
          <Note tone="failure" title={problem.title}>
            {problem.action}
          </Note>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onCancel}>
            {cancel ?? t("form.cancel")}
          </Button>
          <Button color="red" loading={isWorking} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
