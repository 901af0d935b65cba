// Filter by kind: one button that says what is chosen, and all kinds of the fleet with their counts.
import { Popover, UnstyledButton } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { compareTurkish } from "../../../domain/turkish-text.ts";
import { VEHICLE_KINDS, type VehicleKind } from "../../../domain/vehicle-kind.ts";
import { useFormats, usePreference } from "../../app/use-services.ts";
import { KindPictogram } from "../../signs/KindPictogram.tsx";
import classes from "./VehiclePanel.module.css";

export interface KindFilterProps {
  counts: ReadonlyMap<VehicleKind, number>;
  chosen: readonly VehicleKind[];
  onChange(chosen: readonly VehicleKind[]): void;
}

export function KindFilter({ counts, chosen, onChange }: KindFilterProps) {
  const { t, number } = useFormats();
  const language = usePreference((preferences) => preferences.language);
  const kinds = [...new Set([...counts.keys(), ...chosen])].toSorted((a, b) =>
    compareTurkish(VEHICLE_KINDS[a][language], VEHICLE_KINDS[b][language]),
  );
  const [only] = chosen;
  const label =
    only === undefined
      ? t("live.list.allKinds")
      : chosen.length === 1
        ? VEHICLE_KINDS[only][language]
        : t("live.list.someKinds", { count: chosen.length });
  const toggle = (kind: VehicleKind): void =>
    onChange(chosen.includes(kind) ? chosen.filter((other) => other !== kind) : [...chosen, kind]);
  return (
    <Popover position="bottom-start" width={280} shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.chip} data-chosen={chosen.length > 0 || undefined}>
          <span className="visually-hidden">{t("live.list.filterKind")}: </span>
          <span className={classes.chipText}>{label}</span>
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={t("live.list.filterKind")}>
        <div className={classes.kinds}>
          {kinds.map((kind) => (
            <UnstyledButton
              key={kind}
              className={classes.kind}
              aria-pressed={chosen.includes(kind)}
              onClick={() => toggle(kind)}
            >
              <KindPictogram kind={kind} size={20} />
              <span>{VEHICLE_KINDS[kind][language]}</span>
              <strong>{number.whole(counts.get(kind) ?? 0)}</strong>
            </UnstyledButton>
          ))}
        </div>
        <UnstyledButton className={classes.kindsAll} disabled={chosen.length === 0} onClick={() => onChange([])}>
          {t("live.list.allKinds")}
        </UnstyledButton>
      </Popover.Dropdown>
    </Popover>
  );
}
