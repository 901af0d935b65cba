// State of a user: sign and word.
import { IconCircleCheck, IconKey, IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "../Admin.module.css";
import type { UserState } from "./user-state.ts";

const ICONS = { active: IconCircleCheck, temporary: IconKey, locked: IconLock } as const;

export function UserStateSign({ state }: { state: UserState }) {
  const { t } = useTranslation();
  const Icon = ICONS[state];
  return (
    <span className={classes.withIcon} data-tone={state === "locked" ? "danger" : undefined}>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span>{t(`adminUsers.state.${state}`)}</span>
    </span>
  );
}
