// Columns of the connections.
import type { TFunction } from "i18next";
import type { Connector } from "../../../../domain/connector.ts";
import type { Unit } from "../../../../domain/unit.ts";
import { durationText } from "../../../lib/duration-text.ts";
import type { TableColumn } from "../../../ui/table/table-column.ts";
import { Age } from "../Age.tsx";
import { FORMAT_NAMES } from "../format-name.ts";
import { unitOptions } from "../unit-options.ts";
import { ConnectorStateSign } from "./ConnectorStateSign.tsx";

export function connectorColumns(t: TFunction, units: readonly Unit[]): TableColumn<Connector>[] {
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  return [
    {
      id: "ad",
      header: t("adminConnectors.column.name"),
      value: ({ name }) => name,
      cell: ({ name }) => <strong>{name}</strong>,
      width: 180,
      grow: 2,
    },
    {
      id: "durum",
      header: t("adminConnectors.column.state"),
      value: ({ state }) => t(`adminConnectors.state.${state}`),
      cell: ({ state }) => <ConnectorStateSign state={state} />,
      width: 160,
    },
    {
      id: "bicim",
      header: t("adminConnectors.column.format"),
      value: ({ format }) => FORMAT_NAMES[format],
      width: 150,
    },
    {
      id: "ileti",
      header: t("adminConnectors.column.messages"),
      value: ({ messages }) => messages,
      width: 100,
      align: "end",
    },
    {
      id: "son",
      header: t("adminConnectors.column.last"),
      value: ({ lastMessageAt }) => lastMessageAt,
      cell: ({ lastMessageAt }) => <Age at={lastMessageAt} never={t("adminConnectors.never")} />,
      width: 130,
    },
    {
      id: "gecikme",
      header: t("adminConnectors.column.lag"),
      value: ({ lagSeconds }) => lagSeconds,
      cell: ({ lagSeconds }) =>
        lagSeconds === null ? t("adminConnectors.noLag") : durationText(t, Math.max(0, lagSeconds)),
      width: 110,
      align: "end",
    },
    {
      id: "kayitsiz",
      header: t("adminConnectors.column.unknown"),
      value: ({ unknownDevices }) => unknownDevices,
      width: 130,
      align: "end",
    },
    {
      id: "birim",
      header: t("adminConnectors.column.unit"),
      value: ({ unitId }) => unitNames.get(unitId) ?? null,
      width: 170,
      optional: true,
      filter: { options: unitOptions(units), of: ({ unitId }) => String(unitId) },
    },
    {
      id: "adres",
      header: t("adminConnectors.column.address"),
      value: ({ url }) => url,
      width: 220,
      optional: true,
    },
  ];
}
