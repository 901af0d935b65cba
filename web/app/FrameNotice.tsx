// What the installation has to say above every screen ("example data"). On phones one line; pressed,
// the whole sentence.
import { UnstyledButton } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "../ui/use-phone.ts";
import classes from "./Shell.module.css";

export function FrameNotice({ text }: { text: string }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [whole, setWhole] = useState(false);
  return (
    <section aria-label={t("shell.notice")} className={classes.notice} data-whole={whole || undefined}>
      <IconInfoCircle size={16} stroke={1.8} aria-hidden />
      {phone ? (
        <UnstyledButton className={classes.noticeText} aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {text}
        </UnstyledButton>
      ) : (
        <span>{text}</span>
      )}
    </section>
  );
}
