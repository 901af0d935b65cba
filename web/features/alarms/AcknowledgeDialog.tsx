// Acknowledging with a word on what was found or done.
import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Alarms.module.css";

export interface AcknowledgeDialogProps {
  count: number;
  onAcknowledge(comment: string): void;
  onClose(): void;
}

export function AcknowledgeDialog({ count, onAcknowledge, onClose }: AcknowledgeDialogProps) {
  const { t } = useTranslation();
  const [comment, setComment] = useState("");
  function submit(event: FormEvent): void {
    event.preventDefault();
    onAcknowledge(comment.trim());
    onClose();
  }
  return (
    <Modal.Root opened onClose={onClose} size={440} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content>
        {/* Not Modal.Header: its <header> would be a second banner of the page. */}
        <div className={classes.dialogHead}>
          <Modal.Title>{t("alarms.do.acknowledgeNote")}</Modal.Title>
          <Modal.CloseButton aria-label={t("shell.close")} />
        </div>
        <Modal.Body>
          <form onSubmit={submit}>
            <Stack gap="md">
              <p>{t("alarms.ticked", { count, shown: String(count) })}</p>
              <Textarea
                data-autofocus
                label={t("alarms.do.note")}
                autosize
                minRows={2}
                maxLength={2000}
                value={comment}
                onChange={({ currentTarget: { value } }) => setComment(value)}
                onKeyDown={(event) => {
                  if (event.key === "Enter" && !event.shiftKey) submit(event);
                }}
              />
              <Group justify="flex-end">
                <Button type="submit">{t("alarms.do.acknowledge")}</Button>
              </Group>
            </Stack>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
