// Filter by state: one toggle per state with its sign, word and live count. None pressed = all.
import { UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../app/use-services.ts";
import { StateSignIcon } from "../../signs/StateSignIcon.tsx";
import type { VehicleCondition } from "../../signs/state-sign.ts";
import { type ConditionCounts, shownConditions } from "./fleet-rows.ts";
import classes from "./VehiclePanel.module.css";

export interface ConditionChipsProps {
  counts: ConditionCounts;
  chosen: readonly VehicleCondition[];
  onChange(chosen: readonly VehicleCondition[]): void;
  /** Further filters of the row. */
  children?: ReactNode;
}

export function ConditionChips({ counts, chosen, onChange, children }: ConditionChipsProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const toggle = (condition: VehicleCondition): void =>
    onChange(chosen.includes(condition) ? chosen.filter((other) => other !== condition) : [...chosen, condition]);
  return (
    <fieldset aria-label={t("live.list.filter")} className={classes.chips}>
      {shownConditions(counts, chosen).map((condition) => (
        <UnstyledButton
          key={condition}
          className={classes.chip}
          aria-pressed={chosen.includes(condition)}
          onClick={() => toggle(condition)}
        >
          <StateSignIcon condition={condition} size={16} />
          <span>{t(`live.condition.${condition}`)}</span>
          <strong>{number.whole(counts[condition])}</strong>
        </UnstyledButton>
      ))}
      {children}
    </fieldset>
  );
}
