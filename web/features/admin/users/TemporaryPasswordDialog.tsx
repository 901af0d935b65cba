// A temporary password, shown once; closes only by its button.
import { Alert, Button, Group, Modal, Stack } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CopyField } from "../../../ui/CopyField.tsx";

export interface ShownPassword {
  name: string;
  username: string;
  password: string;
}

export function TemporaryPasswordDialog({ shown, onClose }: { shown: ShownPassword; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("adminUsers.temporary.title", { name: shown.name })}
      centered
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="md">
        <Alert color="yellow" variant="light" icon={<IconKey aria-hidden />} title={t("adminUsers.temporary.once")} />
        <CopyField label={t("adminUsers.column.username")} text={shown.username} />
        <CopyField label={t("adminUsers.temporary.password")} text={shown.password} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t("adminUsers.temporary.done")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
