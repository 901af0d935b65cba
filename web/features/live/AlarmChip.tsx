// Filter to the vehicles with an open alarm, beside the states. Only for people who may see alarms.
import { UnstyledButton } from "@mantine/core";
import { useStore } from "zustand";
import { useFormats, useServices, useSession } from "../../app/use-services.ts";
import { SeverityMark } from "../../signs/SeverityMark.tsx";
import classes from "./VehiclePanel.module.css";

export function AlarmChip({ pressed, onToggle }: { pressed: boolean; onToggle(): void }) {
  const { t, number } = useFormats();
  const { alarmBell } = useServices();
  const { permissions } = useSession();
  const count = useStore(alarmBell, ({ byVehicle }) => byVehicle.size);
  if (!permissions.includes("alarm:read")) return null;
  return (
    <UnstyledButton className={classes.chip} aria-pressed={pressed} onClick={onToggle}>
      <SeverityMark severity="urgent" size={16} />
      <span>{t("alarms.chip")}</span>
      <strong>{number.whole(count)}</strong>
    </UnstyledButton>
  );
}
