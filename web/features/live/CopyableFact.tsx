// A fact to take along: pressing it, with mouse or keyboard, copies it as other programs read it.
import { UnstyledButton } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Fact } from "./Fact.tsx";
import classes from "./SelectionDetails.module.css";

export interface CopyableFactProps {
  name: string;
  /** What reaches the clipboard. */
  text: string;
  /** Beside the value, not copied. */
  note?: ReactNode;
  /** As shown, where it differs from what is copied. */
  children: ReactNode;
}

export function CopyableFact({ name, text, note, children }: CopyableFactProps) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 2000 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <Fact name={name}>
      <UnstyledButton className={classes.copy} onClick={() => clipboard.copy(text)}>
        {/* Before what is seen, not instead of it: who speaks to the screen says what stands there. */}
        <span className="visually-hidden">{t("live.selection.copyFact", { name })}</span>
        <span>{children}</span>
        <Icon size={15} stroke={1.8} aria-hidden />
      </UnstyledButton>
      {note}
      <output className={classes.copied}>
        {clipboard.error ? t("live.selection.copyFactFailed") : clipboard.copied ? t("live.selection.copied") : ""}
      </output>
    </Fact>
  );
}
