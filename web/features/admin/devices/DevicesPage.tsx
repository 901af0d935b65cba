// Devices: the table, one of them beside it, a new one with its password shown once.
import { Button } from "@mantine/core";
import { IconFileImport, IconPlus } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useFormats, useSession } from "../../../app/use-services.ts";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import { ImportWizard } from "../import/ImportWizard.tsx";
import { RecordDrawer } from "../RecordDrawer.tsx";
import { SectionPage } from "../SectionPage.tsx";
import { useOpenRecord } from "../use-open-record.ts";
import { CredentialDialog, type ShownCredential } from "./CredentialDialog.tsx";
import { deviceColumns } from "./device-columns.tsx";
import { type DeviceRow, useDeviceRows } from "./device-rows.ts";
import { DeviceDrawer } from "./DeviceDrawer.tsx";
import { DeviceForm } from "./DeviceForm.tsx";

const NONE: readonly never[] = [];
const idOf = ({ device }: DeviceRow): number => device.id;
const nameOf = ({ device }: DeviceRow): string => device.name;

export function DevicesPage() {
  const { t, time } = useFormats();
  const { permissions } = useSession();
  const { rows, units = NONE, vehicles = NONE, error, retry } = useDeviceRows();
  const { record, open, close } = useOpenRecord();
  const [credential, setCredential] = useState<ShownCredential | null>(null);
  const [importing, setImporting] = useState(false);
  const columns = useMemo(() => deviceColumns(t, time, units), [t, time, units]);
  const openRow = rows?.find(({ device }) => device.id === record);
  const mayWrite = permissions.includes("device:write");
  const add = { label: t("adminDevices.add"), onClick: () => open("new") };

  return (
    <SectionPage
      section="devices"
      actions={
        mayWrite ? (
          <>
            <Button
              size="sm"
              variant="default"
              leftSection={<IconFileImport size={16} stroke={1.6} aria-hidden />}
              onClick={() => setImporting(true)}
            >
              {t("adminImport.open")}
            </Button>
            <Button size="sm" leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={add.onClick}>
              {add.label}
            </Button>
          </>
        ) : null
      }
    >
      <DataTable
        label={t("adminDevices.label")}
        columns={columns}
        rows={rows}
        rowId={idOf}
        rowLabel={nameOf}
        error={error}
        onRetry={retry}
        openId={record === "new" ? null : record}
        empty={{
          title: t("adminDevices.empty.title"),
          body: t("adminDevices.empty.body"),
          ...(mayWrite ? { action: add } : {}),
        }}
        onOpen={({ device }) => open(device.id)}
      />
      {openRow ? <DeviceDrawer row={openRow} units={units} vehicles={vehicles} onCredential={setCredential} /> : null}
      <RecordDrawer opened={record === "new" && mayWrite} onClose={close} title={t("adminDevices.addTitle")}>
        <DeviceForm
          units={units}
          vehicles={vehicles}
          onCancel={close}
          onCreated={(created, name, format) => {
            close();
            setCredential({ credential: created, name, format });
          }}
        />
      </RecordDrawer>
      {importing ? <ImportWizard kind="devices" units={units} onClose={() => setImporting(false)} /> : null}
      {credential ? <CredentialDialog shown={credential} onClose={() => setCredential(null)} /> : null}
    </SectionPage>
  );
}
