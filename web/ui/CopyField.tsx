// A text to take along: shown whole, copied with a button.
import { ActionIcon, Code, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./CopyField.module.css";

export function CopyField({ label, text, block = false }: { label: string; text: string; block?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={classes.field}>
      <span className={classes.label}>{label}</span>
      <div className={classes.box}>
        <Code block={block} className={classes.text}>
          {text}
        </Code>
        <CopyButton value={text} timeout={2000}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? "form.copied" : "form.copy")} withinPortal>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                aria-label={`${t(copied ? "form.copied" : "form.copy")}: ${label}`}
                onClick={copy}
              >
                {copied ? <IconCheck size={16} stroke={1.8} /> : <IconCopy size={16} stroke={1.6} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
