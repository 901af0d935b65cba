// Second step: what would be stored, and what is wrong with the rest.
import { Button, Group, ScrollArea, Stack, Table } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ImportError } from "../../../../domain/csv-import.ts";
import { useFormats } from "../../../app/use-services.ts";
import { isFieldReason } from "../../../ui/form/field-reason.ts";
import type { ImportAnswer, ImportKind } from "./import-kind.ts";
import { importFailure } from "./import-failure.ts";
import { fieldNameOf } from "./field-name.ts";
import classes from "./Import.module.css";

const SHOWN_ROWS = 50;
const SHOWN_ERRORS = 200;

export interface PreviewStepProps {
  kind: ImportKind;
  preview: ImportAnswer;
  isStoring: boolean;
  failure: unknown;
  onBack: () => void;
  onAccept: () => void;
}

export function PreviewStep({ kind, preview, isStoring, failure, onBack, onAccept }: PreviewStepProps) {
  const { t, number } = useFormats();
  const { total, valid, errors, unknownColumns, rows } = preview;
  const good = rows.filter((row) => row.valid);
  return (
    <Stack gap="md">
      <p className={classes.summary}>
        {t("adminImport.summary", {
          total: number.whole(total),
          valid: number.whole(valid),
          wrong: number.whole(total - valid),
        })}
      </p>
      {unknownColumns.length > 0 ? (
        <p className={classes.warning}>{t("adminImport.unknownColumns", { columns: unknownColumns.join(", ") })}</p>
      ) : null}
      {errors.length > 0 ? <Errors errors={errors} /> : null}
      {good.length > 0 ? (
        <section aria-label={t("adminImport.preview")}>
          <h3 className={classes.heading}>{t("adminImport.preview")}</h3>
          <ScrollArea.Autosize mah={240} type="auto" viewportProps={{ tabIndex: 0 }}>
            <Table className={classes.rows} stickyHeader>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("adminImport.line")}</Table.Th>
                  {kind.fields.map((field) => (
                    <Table.Th key={field}>{t(`adminImport.fieldName.${field}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {good.slice(0, SHOWN_ROWS).map(({ line, cells }) => (
                  <Table.Tr key={line}>
                    <Table.Td>{line}</Table.Td>
                    {kind.fields.map((field, index) => (
                      <Table.Td key={field}>{cells[index]}</Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
          {good.length > SHOWN_ROWS ? (
            <p className={classes.quiet}>
              {t("adminImport.previewMore", { count: number.whole(good.length - SHOWN_ROWS) })}
            </p>
          ) : null}
        </section>
      ) : (
        <p>{t("adminImport.nothingValid")}</p>
      )}
      <div role="alert" className={classes.failure}>
        {failure ? importFailure(t, failure) : ""}
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onBack}>
          {t("adminImport.back")}
        </Button>
        <Button loading={isStoring} disabled={valid === 0} onClick={onAccept}>
          {t("adminImport.accept", { count: number.whole(valid) })}
        </Button>
      </Group>
      {errors.length > 0 && valid > 0 ? <p className={classes.quiet}>{t("adminImport.skip")}</p> : null}
    </Stack>
  );
}

function Errors({ errors }: { errors: readonly ImportError[] }) {
  const { t, number } = useFormats();
  return (
    <section aria-label={t("adminImport.errors")}>
      <h3 className={classes.heading}>
        <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
        {t("adminImport.errors")}
      </h3>
      <ScrollArea.Autosize mah={200} type="auto" viewportProps={{ tabIndex: 0 }}>
        <Table className={classes.rows} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("adminImport.line")}</Table.Th>
              <Table.Th>{t("adminImport.field")}</Table.Th>
              <Table.Th>{t("adminImport.value")}</Table.Th>
              <Table.Th>{t("adminImport.problem")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {errors.slice(0, SHOWN_ERRORS).map(({ line, field, value, reason }) => (
              <Table.Tr key={`${line} ${field} ${reason}`}>
                <Table.Td>{line}</Table.Td>
                <Table.Td>{fieldNameOf(t, field)}</Table.Td>
                <Table.Td>{value}</Table.Td>
                <Table.Td>{t(isFieldReason(reason) ? `form.reason.${reason}` : "form.reason.wrong_value")}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {errors.length > SHOWN_ERRORS ? (
        <p className={classes.quiet}>
          {t("adminImport.previewMore", { count: number.whole(errors.length - SHOWN_ERRORS) })}
        </p>
      ) : null}
    </section>
  );
}
