// Columns of the device table.
import type { TFunction } from "i18next";
import { WireFormat } from "../../../../domain/device.ts";
import type { Unit } from "../../../../domain/unit.ts";
import { useFormats } from "../../../app/use-services.ts";
import type { TimeFormat } from "../../../lib/time-format.ts";
import type { TableColumn } from "../../../ui/table/table-column.ts";
import { Age } from "../Age.tsx";
import { FORMAT_NAMES } from "../format-name.ts";
import { unitOptions } from "../unit-options.ts";
import type { DeviceRow } from "./device-rows.ts";
import { DEVICE_STATES } from "./device-state.ts";
import classes from "./Devices.module.css";
import { DeviceStateSign } from "./DeviceStateSign.tsx";

function RejectionCount({ count }: { count: number }) {
  const { number } = useFormats();
  return <span className={count > 0 ? classes.someRejected : classes.noneRejected}>{number.whole(count)}</span>;
}

export function deviceColumns(t: TFunction, time: TimeFormat, units: readonly Unit[]): TableColumn<DeviceRow>[] {
  return [
    {
      id: "ad",
      header: t("adminDevices.column.name"),
      value: ({ device }) => device.name,
      cell: ({ device }) => <strong>{device.name}</strong>,
      width: 170,
      grow: 2,
    },
    {
      id: "durum",
      header: t("adminDevices.column.state"),
      value: ({ state }) => DEVICE_STATES.indexOf(state),
      text: ({ state }) => t(`adminDevices.state.${state}`),
      cell: ({ state }) => <DeviceStateSign state={state} />,
      width: 150,
      filter: {
        options: DEVICE_STATES.map((state) => ({ value: state, label: t(`adminDevices.state.${state}`) })),
        of: ({ state }) => state,
      },
    },
    {
      id: "goruldu",
      header: t("adminDevices.column.lastSeen"),
      value: ({ device }) => (device.lastSeenAt === null ? null : Date.parse(device.lastSeenAt)),
      text: ({ device }) =>
        device.lastSeenAt === null ? t("adminDevices.neverSeen") : time.dateTime(Date.parse(device.lastSeenAt)),
      cell: ({ device }) => <Age at={device.lastSeenAt} never={t("adminDevices.neverSeen")} />,
      width: 130,
    },
    {
      id: "arac",
      header: t("adminDevices.column.vehicle"),
      value: ({ vehicleName }) => vehicleName,
      text: ({ vehicleName }) => vehicleName ?? t("adminDevices.noVehicle"),
      width: 150,
    },
    {
      id: "retler",
      header: t("adminDevices.column.rejections"),
      value: ({ device }) => device.rejectionsLastDay,
      cell: ({ device }) => <RejectionCount count={device.rejectionsLastDay} />,
      width: 110,
      grow: 0.6,
      align: "end",
      filter: {
        options: [{ value: "1", label: t("adminDevices.withRejections") }],
        of: ({ device }) => (device.rejectionsLastDay > 0 ? "1" : "0"),
      },
    },
    {
      id: "birim",
      header: t("adminDevices.column.unit"),
      value: ({ unitName }) => unitName,
      width: 170,
      grow: 2,
      filter: { options: unitOptions(units), of: ({ device }) => String(device.unitId) },
    },
    {
      id: "bicim",
      header: t("adminDevices.column.format"),
      value: ({ device }) => FORMAT_NAMES[device.format],
      width: 130,
      filter: {
        options: WireFormat.options.map((format) => ({ value: format, label: FORMAT_NAMES[format] })),
        of: ({ device }) => device.format,
      },
    },
    {
      id: "anahtar",
      header: t("adminDevices.column.key"),
      value: ({ device }) => device.key,
      width: 150,
      optional: true,
    },
    {
      id: "eklendi",
      header: t("adminDevices.column.created"),
      value: ({ device }) => Date.parse(device.createdAt),
      text: ({ device }) => time.dateTime(Date.parse(device.createdAt)),
      width: 140,
      optional: true,
    },
  ];
}
