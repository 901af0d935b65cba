// First step: a file or pasted rows, and the unit of rows that name none.
import { Button, FileInput, Group, Select, Stack, Textarea } from "@mantine/core";
import { IconDownload, IconFileTypeCsv } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_IMPORT_BYTES } from "../../../../domain/csv-import.ts";
import type { Unit } from "../../../../domain/unit.ts";
import { csvText } from "../../../../domain/csv-text.ts";
import { saveFile } from "../../../ui/table/save-file.ts";
import { unitOptions } from "../unit-options.ts";
import type { ImportKind, ImportOrder } from "./import-kind.ts";
import { importFailure } from "./import-failure.ts";
import classes from "./Import.module.css";

export interface ChooseStepProps {
  kind: ImportKind;
  units: readonly Unit[];
  isChecking: boolean;
  failure: unknown;
  onStop: () => void;
  onCheck: (chosen: Pick<ImportOrder, "bytes" | "unitId">) => void;
}

export function ChooseStep({ kind, units, isChecking, failure, onStop, onCheck }: ChooseStepProps) {
  const { t, i18n } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState("");
  const [unitId, setUnitId] = useState<number | null>(null);
  const isTooLarge = file !== null && file.size > MAX_IMPORT_BYTES;

  function saveTemplate(): void {
    const { header, rows } = kind.template(t, i18n.language);
    saveFile(t(`adminImport.${kind.name}.template`), csvText(header, rows), "text/csv;charset=utf-8");
  }

  async function check(): Promise<void> {
    const bytes = file === null ? new TextEncoder().encode(text) : new Uint8Array(await file.arrayBuffer());
    onCheck({ bytes, unitId });
  }

  return (
    <Stack gap="md">
      <div>
        <p>{t("adminImport.intro")}</p>
        <p className={classes.quiet}>
          {t(kind.name === "vehicles" ? "adminImport.columnsVehicles" : "adminImport.columnsDevices")}
        </p>
      </div>
      <Button
        variant="default"
        size="xs"
        style={{ alignSelf: "flex-start" }}
        leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
        onClick={saveTemplate}
      >
        {t("adminImport.downloadTemplate")}
      </Button>
      <FileInput
        label={t("adminImport.file")}
        placeholder={t("adminImport.noFile")}
        accept=".csv,.txt,text/csv"
        clearable
        clearButtonProps={{ "aria-label": t("table.clearFilter") }}
        leftSection={<IconFileTypeCsv size={18} stroke={1.5} aria-hidden />}
        value={file}
        onChange={setFile}
        error={isTooLarge ? t("adminImport.tooLarge") : undefined}
      />
      {file === null ? (
        <Textarea
          label={t("adminImport.paste")}
          description={t("adminImport.pasteHint")}
          minRows={5}
          maxRows={10}
          autosize
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          classNames={{ input: classes.paste }}
        />
      ) : null}
      <Select
        label={t("adminImport.unit")}
        searchable
        clearable
        data={unitOptions(units)}
        value={unitId === null ? null : String(unitId)}
        onChange={(id) => setUnitId(id === null ? null : Number(id))}
      />
      <div role="alert" className={classes.failure}>
        {failure ? importFailure(t, failure) : ""}
      </div>
      <Group justify="flex-end">
        {isChecking ? (
          <Button variant="default" onClick={onStop}>
            {t("adminImport.stop")}
          </Button>
        ) : null}
        <Button
          loading={isChecking}
          disabled={isTooLarge || (file === null && text.trim() === "")}
          onClick={() => void check()}
        >
          {t("adminImport.check")}
        </Button>
      </Group>
    </Stack>
  );
}
