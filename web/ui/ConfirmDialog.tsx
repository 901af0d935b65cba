// Asks before something that cannot be undone. The safe answer has the focus.
import { Alert, Button, Group, Modal, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { problemText } from "../api/problem-text.ts";

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
    <Modal
      opened={opened}
      onClose={onCancel}
      title={title}
      centered
      size="md"
      closeButtonProps={{ "aria-label": t("form.close") }}
    >
      <Stack gap="md">
        <p>{body}</p>
        {problem ? (
          <Alert color="red" variant="light" title={problem.title} role="alert">
            {problem.action}
          </Alert>
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
    </Modal>
  );
}
