// Columns of the table of refused messages.
import type { TFunction } from "i18next";
import { type Rejection, RejectionReason } from "../../../../domain/rejection.ts";
import { compareTurkish } from "../../../../domain/turkish-text.ts";
import type { TimeFormat } from "../../../lib/time-format.ts";
import type { TableColumn } from "../../../ui/table/table-column.ts";
import { Age } from "../Age.tsx";

const deviceOf = ({ deviceId }: Rejection): string => String(deviceId ?? 0);

export function rejectionColumns(
  t: TFunction,
  time: TimeFormat,
  rejections: readonly Rejection[],
): TableColumn<Rejection>[] {
  const unknown = t("adminRejections.unknownDevice");
  const devices = new Map(rejections.map((rejection) => [deviceOf(rejection), rejection.deviceName ?? unknown]));
  const reasons = new Set(rejections.map(({ reason }) => reason));
  const reasonText = ({ reason }: Pick<Rejection, "reason">): string => t(`adminRejections.reason.${reason}.title`);
  return [
    {
      id: "neden",
      header: t("adminRejections.column.reason"),
      value: reasonText,
      cell: (rejection) => <strong>{reasonText(rejection)}</strong>,
      width: 210,
      grow: 2,
      filter: {
        options: RejectionReason.options
          .filter((reason) => reasons.has(reason))
          .map((reason) => ({ value: reason, label: reasonText({ reason }) }))
          .toSorted((a, b) => compareTurkish(a.label, b.label)),
        of: ({ reason }) => reason,
      },
    },
    {
      id: "cihaz",
      header: t("adminRejections.column.device"),
      value: ({ deviceName }) => deviceName,
      text: ({ deviceName }) => deviceName ?? unknown,
      width: 180,
      grow: 2,
      filter: {
        options: [...devices].map(([value, label]) => ({ value, label })),
        of: deviceOf,
      },
    },
    { id: "alan", header: t("adminRejections.column.field"), value: ({ field }) => field, width: 110 },
    {
      id: "adet",
      header: t("adminRejections.column.count"),
      value: ({ count }) => count,
      width: 90,
      grow: 0.5,
      align: "end",
    },
    {
      id: "son",
      header: t("adminRejections.column.last"),
      value: ({ lastAt }) => Date.parse(lastAt),
      text: ({ lastAt }) => time.dateTime(Date.parse(lastAt)),
      cell: ({ lastAt }) => <Age at={lastAt} never="" />,
      width: 120,
    },
    {
      id: "ilk",
      header: t("adminRejections.column.first"),
      value: ({ firstAt }) => Date.parse(firstAt),
      text: ({ firstAt }) => time.dateTime(Date.parse(firstAt)),
      width: 140,
      optional: true,
    },
    { id: "konu", header: t("adminRejections.column.topic"), value: ({ topic }) => topic, width: 200, grow: 2 },
    {
      id: "kimlik",
      header: t("adminRejections.column.principal"),
      value: ({ principal }) => principal,
      width: 130,
      optional: true,
    },
  ];
}
