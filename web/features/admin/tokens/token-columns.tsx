// Columns of the table of API tokens.
import type { TFunction } from "i18next";
import type { ApiToken } from "../../../../domain/api-token.ts";
import type { TimeFormat } from "../../../lib/time-format.ts";
import type { TableColumn } from "../../../ui/table/table-column.ts";
import { Age } from "../Age.tsx";

const millis = (at: string | null): number | null => (at === null ? null : Date.parse(at));

export function tokenColumns(t: TFunction, time: TimeFormat, nowMs: number): TableColumn<ApiToken>[] {
  const expiryText = ({ expiresAt }: ApiToken): string => {
    if (expiresAt === null) return t("adminTokens.neverExpires");
    const at = Date.parse(expiresAt);
    return at <= nowMs ? t("adminTokens.expired") : time.dateTime(at);
  };
  return [
    {
      id: "ad",
      header: t("adminTokens.column.name"),
      value: ({ name }) => name,
      cell: ({ name }) => <strong>{name}</strong>,
      width: 200,
      grow: 2,
    },
    {
      id: "yetki",
      header: t("adminTokens.column.right"),
      value: ({ readOnly }) => t(readOnly ? "adminTokens.reads" : "adminTokens.changes"),
      width: 160,
    },
    {
      id: "kullanim",
      header: t("adminTokens.column.lastUsed"),
      value: ({ lastUsedAt }) => millis(lastUsedAt),
      text: ({ lastUsedAt }) =>
        lastUsedAt === null ? t("adminTokens.neverUsed") : time.dateTime(Date.parse(lastUsedAt)),
      cell: ({ lastUsedAt }) => <Age at={lastUsedAt} never={t("adminTokens.neverUsed")} />,
      width: 150,
    },
    {
      id: "bitis",
      header: t("adminTokens.column.expires"),
      value: ({ expiresAt }) => millis(expiresAt),
      text: expiryText,
      width: 150,
    },
    {
      id: "olusturma",
      header: t("adminTokens.column.created"),
      value: ({ createdAt }) => Date.parse(createdAt),
      text: ({ createdAt }) => time.dateTime(Date.parse(createdAt)),
      width: 150,
    },
  ];
}
