// Columns of the vehicle table.
import type { TFunction } from "i18next";
import type { Unit } from "../../../../domain/unit.ts";
import { vehicleLabel } from "../../../../domain/vehicle.ts";
import { VEHICLE_KIND_KEYS, VEHICLE_KINDS } from "../../../../domain/vehicle-kind.ts";
import { compareTurkish } from "../../../../domain/turkish-text.ts";
import { isLanguage } from "../../../i18n/create-i18n.ts";
import { KindPictogram } from "../../../signs/KindPictogram.tsx";
import { StateSignIcon } from "../../../signs/StateSignIcon.tsx";
import { CONDITIONS } from "../../../signs/state-sign.ts";
import type { TableColumn } from "../../../ui/table/table-column.ts";
import classes from "../Admin.module.css";
import { unitOptions } from "../unit-options.ts";
import type { VehicleRow } from "./vehicle-rows.ts";

export function vehicleColumns(t: TFunction, language: string, units: readonly Unit[]): TableColumn<VehicleRow>[] {
  const names = isLanguage(language) ? language : "tr";
  return [
    {
      id: "arac",
      header: t("adminVehicles.column.vehicle"),
      value: ({ vehicle }) => vehicleLabel(vehicle),
      cell: ({ vehicle }) => (
        <span className={classes.withIcon}>
          <KindPictogram kind={vehicle.kind} />
          <strong>{vehicleLabel(vehicle)}</strong>
        </span>
      ),
      width: 160,
    },
    { id: "ad", header: t("adminVehicles.column.name"), value: ({ vehicle }) => vehicle.name, width: 180, grow: 2 },
    {
      id: "tur",
      header: t("adminVehicles.column.kind"),
      value: ({ vehicle }) => VEHICLE_KINDS[vehicle.kind][names],
      width: 190,
      grow: 2,
      filter: {
        options: VEHICLE_KIND_KEYS.map((kind) => ({ value: kind, label: VEHICLE_KINDS[kind][names] })).toSorted(
          (a, b) => compareTurkish(a.label, b.label),
        ),
        of: ({ vehicle }) => vehicle.kind,
      },
    },
    {
      id: "birim",
      header: t("adminVehicles.column.unit"),
      value: ({ unitName }) => unitName,
      width: 170,
      grow: 2,
      filter: { options: unitOptions(units), of: ({ vehicle }) => String(vehicle.unitId) },
    },
    {
      id: "durum",
      header: t("adminVehicles.column.state"),
      value: ({ condition, vehicle }) => (vehicle.archived ? null : CONDITIONS.indexOf(condition)),
      text: ({ condition, vehicle }) => (vehicle.archived ? "" : t(`live.condition.${condition}`)),
      cell: ({ condition, vehicle }) =>
        vehicle.archived ? null : (
          <span className={classes.withIcon}>
            <StateSignIcon condition={condition} size={16} />
            {t(`live.condition.${condition}`)}
          </span>
        ),
      width: 140,
      filter: {
        options: CONDITIONS.map((condition) => ({ value: condition, label: t(`live.condition.${condition}`) })),
        of: ({ condition, vehicle }) => (vehicle.archived ? "" : condition),
      },
    },
    {
      id: "kod",
      header: t("adminVehicles.column.code"),
      value: ({ vehicle }) => vehicle.code,
      width: 120,
      optional: true,
    },
    {
      id: "hiz",
      header: t("adminVehicles.column.speedLimit"),
      value: ({ vehicle }) => vehicle.speedLimitKmh,
      text: ({ vehicle }) =>
        vehicle.speedLimitKmh === null ? "" : t("format.speed", { value: String(vehicle.speedLimitKmh) }),
      width: 120,
      align: "end",
      optional: true,
    },
    {
      id: "arsiv",
      header: t("adminVehicles.column.archived"),
      value: ({ vehicle }) => t(vehicle.archived ? "adminVehicles.archived" : "adminVehicles.active"),
      width: 110,
      filter: {
        options: [
          { value: "0", label: t("adminVehicles.active") },
          { value: "1", label: t("adminVehicles.archived") },
        ],
        of: ({ vehicle }) => (vehicle.archived ? "1" : "0"),
      },
    },
  ];
}
