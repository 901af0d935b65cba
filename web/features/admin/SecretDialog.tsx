// Something that is shown once: what to take along, and a button that says it was taken. Closes only by
// that button: a slip of the hand must not cost the secret.
import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { CopyField } from "../../ui/CopyField.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Note } from "../../ui/Note.tsx";

export interface SecretDialogProps {
  title: string;
  warning: string;
  fields: readonly { label: string; text: string }[];
  done: string;
  size?: number;
  onClose: () => void;
  /** What to do with it. */
  children?: ReactNode;
}

export function SecretDialog({ title, warning, fields, done, size = 480, onClose, children }: SecretDialogProps) {
  return (
    <Dialog opened isHeld onClose={onClose} title={title} size={size}>
      <Stack gap="md">
        <Note tone="secret" title={warning} />
        {fields.map(({ label, text }) => (
          <CopyField key={label} label={label} text={text} />
        ))}
        {children}
        <Group justify="flex-end">
          <Button onClick={onClose}>{done}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
