// The database: which one, how large, what takes the room.
import { Table } from "@mantine/core";
import type { SystemState } from "../../../../domain/system.ts";
import { useFormats } from "../../../app/use-services.ts";
import { byteText } from "./byte-text.ts";
import { Fact } from "./Fact.tsx";
import classes from "./System.module.css";

const SHOWN_TABLES = 6;

export function DatabaseCard({ database }: { database: SystemState["database"] }) {
  const { t, number, language } = useFormats();
  return (
    <section className={classes.card}>
      <h2>{t("adminSystem.database")}</h2>
      <dl className={classes.facts}>
        <Fact name={t(`adminSystem.kind.${database.kind}`)}>{database.version}</Fact>
        <Fact name={t("adminSystem.postgis")}>{database.postgisVersion ?? t("adminSystem.missing")}</Fact>
        <Fact name={t("adminSystem.size")}>{byteText(database.bytes, language)}</Fact>
        <Fact name={t("adminSystem.migration")}>{database.migration}</Fact>
      </dl>
      <Table className={classes.tables} verticalSpacing={4} horizontalSpacing={0} captionSide="top">
        <Table.Caption>{t("adminSystem.tables")}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("adminSystem.table")}</Table.Th>
            <Table.Th>{t("adminSystem.rows")}</Table.Th>
            <Table.Th>{t("adminSystem.size")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {database.tables.slice(0, SHOWN_TABLES).map(({ name, rows, bytes }) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>{number.whole(Math.max(0, rows))}</Table.Td>
              <Table.Td>{byteText(bytes, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
