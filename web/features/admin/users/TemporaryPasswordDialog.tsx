// A temporary password, shown once; closes only by its button.
import { Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CopyField } from "../../../ui/CopyField.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Note } from "../../../ui/Note.tsx";

export interface ShownPassword {
  name: string;
  username: string;
  password: string;
}

export function TemporaryPasswordDialog({ shown, onClose }: { shown: ShownPassword; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened isHeld onClose={onClose} title={t("adminUsers.temporary.title", { name: shown.name })} size={480}>
      <Stack gap="md">
        <Note tone="secret" title={t("adminUsers.temporary.once")} />
        <CopyField label={t("adminUsers.column.username")} text={shown.username} />
        <CopyField label={t("adminUsers.temporary.password")} text={shown.password} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t("adminUsers.temporary.done")}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
