// State of a device: colour, shape and word.
import { useTranslation } from "react-i18next";
import type { DeviceState } from "./device-state.ts";
import classes from "./Devices.module.css";

const SHAPES: Readonly<Record<DeviceState, string>> = {
  connected: "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0",
  recent: "M3.5 8a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
  silent: "M3.5 8a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
  never: "M3.5 8a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
  revoked: "M4 4l8 8M12 4l-8 8",
};

export function DeviceStateSign({ state }: { state: DeviceState }) {
  const { t } = useTranslation();
  return (
    <span className={classes.state} data-state={state}>
      <svg width={14} height={14} viewBox="0 0 16 16" aria-hidden>
        <path d={SHAPES[state]} />
      </svg>
      <span>{t(`adminDevices.state.${state}`)}</span>
    </span>
  );
}
