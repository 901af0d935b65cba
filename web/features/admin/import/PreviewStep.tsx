// Second step: what would be stored, and what is wrong with the rest.
import { Button, Group, Progress, Radio, ScrollArea, Stack, Table } from "@mantine/core";
import { IconAlertTriangle, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import type { ImportError } from "../../../../domain/csv-import.ts";
import { useFormats } from "../../../app/use-services.ts";
import { isFieldReason } from "../../../ui/form/field-reason.ts";
import { csvText } from "../../../../domain/csv-text.ts";
import { saveFile } from "../../../ui/table/save-file.ts";
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
  onStop: () => void;
  onAccept: (skipErrors: boolean) => void;
}

export function PreviewStep(props: PreviewStepProps) {
  const { kind, preview, isStoring, failure, onBack, onStop, onAccept } = props;
  const { t, number } = useFormats();
  const { total, valid, errors, unknownColumns, rows } = preview;
  const good = rows.filter((row) => row.valid);
  const hasErrors = valid < total;
  // Half a list is for who asks for it.
  const [skipErrors, setSkipErrors] = useState(false);
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
      {hasErrors && valid > 0 ? (
        <Radio.Group
          label={t("adminImport.what.label")}
          value={skipErrors ? "good" : "all"}
          onChange={(what) => setSkipErrors(what === "good")}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="all" label={t("adminImport.what.all")} description={t("adminImport.what.allHint")} />
            <Radio
              value="good"
              label={t("adminImport.what.good", { count: number.whole(valid) })}
              description={t("adminImport.what.goodHint")}
            />
          </Stack>
        </Radio.Group>
      ) : null}
      {isStoring ? (
        <div>
          <Progress value={100} animated aria-label={t("adminImport.storing", { count: number.whole(valid) })} />
          <p className={classes.quiet} role="status">
            {t("adminImport.storing", { count: number.whole(valid) })}
          </p>
        </div>
      ) : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={isStoring ? onStop : onBack}>
          {t(isStoring ? "adminImport.stop" : "adminImport.back")}
        </Button>
        <Button
          loading={isStoring}
          disabled={valid === 0 || (hasErrors && !skipErrors)}
          onClick={() => onAccept(skipErrors)}
        >
          {t("adminImport.accept", { count: number.whole(valid) })}
        </Button>
      </Group>
    </Stack>
  );
}

function Errors({ errors }: { errors: readonly ImportError[] }) {
  const { t, number } = useFormats();
  const reasonText = (reason: string): string =>
    t(isFieldReason(reason) ? `form.reason.${reason}` : "form.reason.wrong_value");

  function saveErrors(): void {
    const header = [t("adminImport.line"), t("adminImport.field"), t("adminImport.value"), t("adminImport.problem")];
    const rows = errors.map(({ line, field, value, reason }) => [
      String(line),
      fieldNameOf(t, field),
      value,
      reasonText(reason),
    ]);
    saveFile(t("adminImport.errorFile"), csvText(header, rows), "text/csv;charset=utf-8");
  }

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
                <Table.Td>{reasonText(reason)}</Table.Td>
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
      <Button
        variant="default"
        size="xs"
        mt="xs"
        leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
        onClick={saveErrors}
      >
        {t("adminImport.downloadErrors")}
      </Button>
    </section>
  );
}
