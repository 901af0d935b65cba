// Last step: how many were stored; passwords of new devices, once.
import { Button, Group, Stack } from "@mantine/core";
import { IconCircleCheck, IconDownload } from "@tabler/icons-react";
import { useFormats } from "../../../app/use-services.ts";
import { Note } from "../../../ui/Note.tsx";
import { csvText } from "../../../../domain/csv-text.ts";
import { saveFile } from "../../../ui/table/save-file.ts";
import type { ImportAnswer } from "./import-kind.ts";
import classes from "./Import.module.css";

export function ResultStep({ result, onClose }: { result: ImportAnswer; onClose: () => void }) {
  const { t, number } = useFormats();
  const { created, credentials } = result;

  function saveCredentials(): void {
    const columns = t("adminImport.credentialColumns", { returnObjects: true });
    const header = [columns.name, columns.vehicle, columns.username, columns.password];
    const rows = credentials.map(({ name, vehicleLabel, username, password }) => [
      name,
      vehicleLabel ?? "",
      username,
      password,
    ]);
    saveFile(t("adminImport.credentialFile"), csvText(header, rows), "text/csv;charset=utf-8");
  }

  return (
    <Stack gap="md">
      <p className={classes.summary} role="status">
        <IconCircleCheck size={20} stroke={1.7} aria-hidden />
        {t("adminImport.done", { count: number.whole(created) })}
      </p>
      {credentials.length > 0 ? (
        <>
          <Note tone="secret" title={t("adminImport.credentials")} />
          <Button
            style={{ alignSelf: "flex-start" }}
            leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
            onClick={saveCredentials}
          >
            {t("adminImport.downloadCredentials")}
          </Button>
        </>
      ) : null}
      <Group justify="flex-end">
        <Button variant={credentials.length > 0 ? "default" : "filled"} onClick={onClose}>
          {t(credentials.length > 0 ? "adminImport.closeKept" : "adminImport.close")}
        </Button>
      </Group>
    </Stack>
  );
}
