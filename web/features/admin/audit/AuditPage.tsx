// Who changed what: the table, and the values before and after beside it.
import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { AuditAction, type AuditEntry, AuditObject } from "../../../../domain/audit.ts";
import { unitsQuery } from "../../../api/queries.ts";
import { useFormats, useServices } from "../../../app/use-services.ts";
import type { TimeFormat } from "../../../lib/time-format.ts";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import type { TableColumn } from "../../../ui/table/table-column.ts";
import { useInstallation } from "../use-installation.ts";
import { allVehiclesQuery, auditQuery, SHOWN_ROWS } from "../admin-queries.ts";
import classes from "../Admin.module.css";
import { RecordDrawer } from "../RecordDrawer.tsx";
import { SectionPage } from "../SectionPage.tsx";
import { useOpenRecord } from "../use-open-record.ts";
import { auditFields, auditRows } from "./audit-rows.ts";
import { createValueWord, fieldWord } from "./audit-words.ts";

const idOf = ({ id }: AuditEntry): number => id;
const NONE: readonly never[] = [];

function auditColumns(t: TFunction, time: TimeFormat): TableColumn<AuditEntry>[] {
  return [
    {
      id: "zaman",
      header: t("adminAudit.column.at"),
      value: ({ at }) => Date.parse(at),
      text: ({ at }) => time.dateTime(Date.parse(at)),
      width: 140,
      grow: 0.8,
    },
    { id: "kim", header: t("adminAudit.column.user"), value: ({ username }) => username, width: 120 },
    {
      id: "islem",
      header: t("adminAudit.column.action"),
      value: ({ action }) => t(`adminAudit.action.${action}`),
      width: 150,
      filter: {
        options: AuditAction.options.map((action) => ({ value: action, label: t(`adminAudit.action.${action}`) })),
        of: ({ action }) => action,
      },
    },
    {
      id: "nesne",
      header: t("adminAudit.column.object"),
      value: ({ objectType, objectLabel }) => `${t(`adminAudit.object.${objectType}`)} · ${objectLabel}`,
      width: 200,
      grow: 2,
      filter: {
        options: AuditObject.options.map((object) => ({ value: object, label: t(`adminAudit.object.${object}`) })),
        of: ({ objectType }) => objectType,
      },
    },
    {
      id: "alanlar",
      header: t("adminAudit.column.changes"),
      value: (entry) =>
        auditFields(entry)
          .map((field) => fieldWord(t, field))
          .join(", "),
      width: 180,
      grow: 2,
    },
  ];
}

function AuditDetails({ entry }: { entry: AuditEntry }) {
  const { api } = useServices();
  const { t, time, language } = useFormats();
  const units = useQuery(unitsQuery(api)).data ?? NONE;
  const vehicles = useQuery(allVehiclesQuery(api)).data ?? NONE;
  const rows = auditRows(entry, createValueWord({ t, language, time, units, vehicles }));
  return (
    <>
      <p>
        {time.dateTime(Date.parse(entry.at))} · {entry.username}
      </p>
      {rows.length === 0 ? (
        <p>{t("adminAudit.noValues")}</p>
      ) : (
        <Table mt="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("adminAudit.field")}</Table.Th>
              <Table.Th>{t("adminAudit.before")}</Table.Th>
              <Table.Th>{t("adminAudit.after")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ field, before, after }) => (
              <Table.Tr key={field}>
                <Table.Td>{fieldWord(t, field)}</Table.Td>
                <Table.Td style={{ overflowWrap: "anywhere" }}>{before}</Table.Td>
                <Table.Td style={{ overflowWrap: "anywhere" }}>{after}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

export function AuditPage() {
  const { api } = useServices();
  const { t, time, number } = useFormats();
  const { data, error, refetch } = useQuery(auditQuery(api));
  const { record, open, close } = useOpenRecord();
  const kept = useInstallation()?.kept;
  const columns = useMemo(() => auditColumns(t, time), [t, time]);
  const openRow = data?.rows.find(({ id }) => id === record);
  const titleOf = ({ action, objectType, objectLabel }: AuditEntry): string =>
    `${t(`adminAudit.action.${action}`)}: ${t(`adminAudit.object.${objectType}`)} · ${objectLabel}`;

  return (
    <SectionPage
      section="audit"
      actions={
        kept ? (
          <span className={classes.kept}>{t("adminAudit.kept", { days: number.whole(kept.auditDays) })}</span>
        ) : null
      }
    >
      <DataTable
        label={t("adminAudit.label")}
        columns={columns}
        rows={data?.rows}
        rowId={idOf}
        rowLabel={titleOf}
        error={error}
        onRetry={() => void refetch()}
        hint={data?.more ? t("adminAudit.more", { count: number.whole(SHOWN_ROWS) }) : null}
        openId={record === "new" ? null : record}
        empty={{ title: t("adminAudit.empty.title"), body: t("adminAudit.empty.body") }}
        onOpen={({ id }) => open(id)}
      />
      <RecordDrawer opened={openRow !== undefined} onClose={close} title={openRow ? titleOf(openRow) : ""}>
        {openRow ? <AuditDetails entry={openRow} /> : null}
      </RecordDrawer>
    </SectionPage>
  );
}
