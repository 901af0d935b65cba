// A record beside its table: title, and whatever the screen shows of it. Esc closes.
import { Drawer } from "@mantine/core";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";

export function RecordDrawer({
  opened,
  title,
  onClose,
  children,
}: {
  opened: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      position="right"
      size={560}
      padding="lg"
      closeButtonProps={{ "aria-label": t("form.close") }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      styles={{ title: { fontSize: 16, fontWeight: 600 } }}
    >
      {opened ? children : null}
    </Drawer>
  );
}
