// A window over the screen. Its head is no <header>: the page has one banner already.
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Dialog.module.css";

export interface DialogProps {
  opened: boolean;
  title: string;
  size: number;
  /** Closes only by a button inside: what it shows comes once. */
  isHeld?: boolean;
  onClose: () => void;
  children: ReactNode;
}

export function Dialog({ opened, title, size, isHeld = false, onClose, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} closeOnEscape={!isHeld} closeOnClickOutside={false}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title>{title}</Modal.Title>
          {isHeld ? null : <Modal.CloseButton aria-label={t("form.close")} />}
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
