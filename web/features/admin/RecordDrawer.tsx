// A record beside its table: title, and whatever the screen shows of it. Esc closes.
import { Drawer } from "@mantine/core";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Admin.module.css";

/** Escape in a window over the drawer (a question, a password) is not meant for the drawer. */
const isTopmost = (): boolean => document.querySelectorAll('[aria-modal="true"]').length <= 1;

export function RecordDrawer({
  opened,
  title,
  onClose,
  children,
}: {
  opened: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Drawer.Root
      opened={opened}
      onClose={() => {
        if (isTopmost()) onClose();
      }}
      position="right"
      size={560}
    >
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content>
        {/* No <header>: the page has one banner already. */}
        <div className={classes.drawerHead}>
          <Drawer.Title className={classes.drawerTitle}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t("form.close")} />
        </div>
        <Drawer.Body className={classes.drawerBody}>{opened ? children : null}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
