// State of a connection: colour, shape and word.
import { IconAlertTriangle, IconCircleCheck, IconLoader, IconPlugOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { LinkState } from "../../../../domain/connector.ts";
import classes from "../Admin.module.css";

const ICONS = {
  off: IconPlugOff,
  connecting: IconLoader,
  connected: IconCircleCheck,
  retrying: IconAlertTriangle,
} as const;

export function ConnectorStateSign({ state }: { state: LinkState }) {
  const { t } = useTranslation();
  const Icon = ICONS[state];
  return (
    <span className={classes.withIcon} data-tone={state === "retrying" ? "danger" : undefined}>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span>{t(`adminConnectors.state.${state}`)}</span>
    </span>
  );
}
