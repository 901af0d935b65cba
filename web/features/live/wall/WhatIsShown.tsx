// One line that says what the present turn of a wall display is: of how many, from where, filtered how.
import { VEHICLE_KINDS } from "../../../../domain/vehicle-kind.ts";
import { useFormats, usePreference } from "../../../app/use-services.ts";
import type { WallTurn } from "./wall-turns.ts";

export function WhatIsShown({ turn, place, turns }: { turn: WallTurn; place: number; turns: number }) {
  const { t } = useFormats();
  const language = usePreference((state) => state.language);
  const { view } = turn;
  const parts = [
    t("wall.place", { place, turns }),
    t(`wall.kind.${turn.kind}`),
    ...(view?.conditions ?? []).map((condition) => t(`live.condition.${condition}`)),
    ...(view?.kinds ?? []).map((kind) => VEHICLE_KINDS[kind][language]),
    ...(view === null || view.query === "" ? [] : [t("wall.query", { query: view.query })]),
  ];
  return parts.join(" · ");
}
