// Vehicles: the table, one of them beside it, archiving with undo.
import { Button, Menu } from "@mantine/core";
import { IconArchive, IconArchiveOff, IconFileImport, IconMap2, IconPencil, IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { vehicleLabel } from "../../../../domain/vehicle.ts";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import { ImportWizard } from "../import/ImportWizard.tsx";
import { SectionPage } from "../SectionPage.tsx";
import { useOpenRecord } from "../use-open-record.ts";
import { useArchiveVehicles } from "./use-archive-vehicles.ts";
import { vehicleColumns } from "./vehicle-columns.tsx";
import { type VehicleRow, useVehicleRows } from "./vehicle-rows.ts";
import { VehicleDrawer } from "./VehicleDrawer.tsx";

const NONE: readonly never[] = [];
const idOf = ({ vehicle }: VehicleRow): number => vehicle.id;
const labelOf = ({ vehicle }: VehicleRow): string => vehicleLabel(vehicle);

export function VehiclesPage() {
  const { t, i18n } = useTranslation();
  const { rows, units = NONE, error, retry } = useVehicleRows();
  const { record, open } = useOpenRecord();
  const archive = useArchiveVehicles();
  const [importing, setImporting] = useState(false);
  const columns = useMemo(() => vehicleColumns(t, i18n.language, units), [t, i18n.language, units]);
  const vehicles = useMemo(() => (rows ?? NONE).map(({ vehicle }) => vehicle), [rows]);

  return (
    <SectionPage
      section="vehicles"
      actions={
        <>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconFileImport size={16} stroke={1.6} aria-hidden />}
            onClick={() => setImporting(true)}
          >
            {t("adminImport.open")}
          </Button>
          <Button size="sm" leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => open("new")}>
            {t("adminVehicles.add")}
          </Button>
        </>
      }
    >
      <DataTable
        label={t("adminVehicles.label")}
        columns={columns}
        rows={rows}
        rowId={idOf}
        rowLabel={labelOf}
        error={error}
        onRetry={retry}
        openId={record === "new" ? null : record}
        empty={{
          title: t("adminVehicles.empty.title"),
          body: t("adminVehicles.empty.body"),
          action: { label: t("adminVehicles.add"), onClick: () => open("new") },
        }}
        onOpen={({ vehicle }) => open(vehicle.id)}
        renderActions={({ vehicle }) => (
          <>
            <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={() => open(vehicle.id)}>
              {t("adminVehicles.edit")}
            </Menu.Item>
            {vehicle.archived ? null : (
              <Menu.Item
                leftSection={<IconMap2 size={16} stroke={1.6} />}
                renderRoot={(props) => <Link {...props} to="/canli" search={{ sec: vehicle.id }} />}
              >
                {t("adminVehicles.showOnMap")}
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={
                vehicle.archived ? <IconArchiveOff size={16} stroke={1.6} /> : <IconArchive size={16} stroke={1.6} />
              }
              onClick={() => archive([vehicle], !vehicle.archived)}
            >
              {t(vehicle.archived ? "adminVehicles.restore" : "adminVehicles.archive")}
            </Menu.Item>
          </>
        )}
        renderBulkActions={(chosen, clear) => (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              archive(
                chosen.map(({ vehicle }) => vehicle).filter(({ archived }) => !archived),
                true,
              );
              clear();
            }}
          >
            {t("adminVehicles.archive")}
          </Button>
        )}
      />
      {importing ? <ImportWizard kind="vehicles" units={units} onClose={() => setImporting(false)} /> : null}
      <VehicleDrawer vehicles={vehicles} units={units} />
    </SectionPage>
  );
}
