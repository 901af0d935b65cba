// One vehicle beside the table: its record, its photo, the devices that served it.
import { Skeleton, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../../domain/unit.ts";
import { type Vehicle, vehicleLabel } from "../../../../domain/vehicle.ts";
import { useServices } from "../../../app/use-services.ts";
import { MessagePanel } from "../../../ui/MessagePanel.tsx";
import { devicesQuery, vehicleAssignmentsQuery } from "../admin-queries.ts";
import { AssignmentTimeline } from "../AssignmentTimeline.tsx";
import { FailurePanel } from "../FailurePanel.tsx";
import { showNotice } from "../notices.ts";
import { RecordDrawer } from "../RecordDrawer.tsx";
import { useOpenRecord } from "../use-open-record.ts";
import { VehicleForm } from "./VehicleForm.tsx";
import { VehiclePhoto } from "./VehiclePhoto.tsx";

function VehicleDevices({ vehicleId }: { vehicleId: number }) {
  const { api } = useServices();
  const { t } = useTranslation();
  const assignments = useQuery(vehicleAssignmentsQuery(api, vehicleId));
  const devices = useQuery(devicesQuery(api));
  if (assignments.error) return <FailurePanel error={assignments.error} onRetry={() => void assignments.refetch()} />;
  if (!assignments.data) return <Skeleton height={80} />;
  const { items } = assignments.data;
  if (items.length === 0) {
    return <MessagePanel title={t("adminVehicles.assignments.title")} body={t("adminVehicles.assignments.empty")} />;
  }
  const names = new Map(devices.data?.map((device) => [device.id, device.name]));
  return <AssignmentTimeline assignments={items} nameOf={({ deviceId }) => names.get(deviceId) ?? `#${deviceId}`} />;
}

export function VehicleDrawer({ vehicles, units }: { vehicles: readonly Vehicle[]; units: readonly Unit[] }) {
  const { t } = useTranslation();
  const { record, tab, open, showTab, close } = useOpenRecord();
  const vehicle = vehicles.find(({ id }) => id === record) ?? null;
  const isOpen = record === "new" || vehicle !== null;

  function onSaved(saved: Vehicle): void {
    showNotice(t("form.saved"));
    if (record === "new") open(saved.id);
    else close();
  }

  return (
    <RecordDrawer
      opened={isOpen}
      onClose={close}
      title={vehicle === null ? t("adminVehicles.addTitle") : vehicleLabel(vehicle)}
    >
      {vehicle === null ? (
        <VehicleForm vehicle={null} units={units} onSaved={onSaved} onCancel={close} />
      ) : (
        <Tabs value={tab ?? "bilgiler"} onChange={(value) => showTab(value === "bilgiler" ? null : value)}>
          <Tabs.List mb="md">
            <Tabs.Tab value="bilgiler">{t("adminVehicles.tab.record")}</Tabs.Tab>
            <Tabs.Tab value="cihazlar">{t("adminVehicles.tab.devices")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="bilgiler">
            <VehiclePhoto vehicle={vehicle} />
            <VehicleForm key={vehicle.id} vehicle={vehicle} units={units} onSaved={onSaved} onCancel={close} />
          </Tabs.Panel>
          <Tabs.Panel value="cihazlar">
            {tab === "cihazlar" ? <VehicleDevices vehicleId={vehicle.id} /> : null}
          </Tabs.Panel>
        </Tabs>
      )}
    </RecordDrawer>
  );
}
