// One device beside the table: record, vehicles it served, refusals.
import { Skeleton, Stack, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Device } from "../../../../domain/device.ts";
import type { Unit } from "../../../../domain/unit.ts";
import { type Vehicle, vehicleLabel } from "../../../../domain/vehicle.ts";
import { useServices, useSession } from "../../../app/use-services.ts";
import { deviceAssignmentsQuery } from "../admin-queries.ts";
import { AssignmentTimeline } from "../AssignmentTimeline.tsx";
import { FailurePanel } from "../FailurePanel.tsx";
import { RecordDrawer } from "../RecordDrawer.tsx";
import { DeviceRejections } from "../rejections/DeviceRejections.tsx";
import { useOpenRecord } from "../use-open-record.ts";
import { AssignForm } from "./AssignForm.tsx";
import type { ShownCredential } from "./CredentialDialog.tsx";
import type { DeviceRow } from "./device-rows.ts";
import classes from "./Devices.module.css";
import { DeviceDatastreams } from "./DeviceDatastreams.tsx";
import { DeviceRecord } from "./DeviceRecord.tsx";
import { DeviceTail } from "./DeviceTail.tsx";

function DeviceAssignments({ device, vehicles }: { device: Device; vehicles: readonly Vehicle[] }) {
  const { api } = useServices();
  const { t } = useTranslation();
  const { permissions } = useSession();
  const assignments = useQuery(deviceAssignmentsQuery(api, device.id));
  if (assignments.error) return <FailurePanel error={assignments.error} onRetry={() => void assignments.refetch()} />;
  if (!assignments.data) return <Skeleton height={80} />;
  const names = new Map(vehicles.map((vehicle) => [vehicle.id, vehicleLabel(vehicle)]));
  return (
    <Stack gap="xl">
      <section>
        <h3 className={classes.subtitle}>{t("adminDevices.assign.title")}</h3>
        {assignments.data.items.length === 0 ? (
          <p className={classes.hint}>{t("adminDevices.assign.empty")}</p>
        ) : (
          <AssignmentTimeline
            assignments={assignments.data.items}
            nameOf={({ vehicleId }) => names.get(vehicleId) ?? t("adminDevices.assign.unknownVehicle")}
          />
        )}
      </section>
      {permissions.includes("device:write") && device.revokedAt === null ? (
        <AssignForm device={device} vehicles={vehicles} />
      ) : null}
    </Stack>
  );
}

export interface DeviceDrawerProps {
  row: DeviceRow;
  units: readonly Unit[];
  vehicles: readonly Vehicle[];
  onCredential: (shown: ShownCredential) => void;
}

export function DeviceDrawer({ row, units, vehicles, onCredential }: DeviceDrawerProps) {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const { tab, showTab, close } = useOpenRecord();
  return (
    <RecordDrawer opened onClose={close} title={row.device.name}>
      <Tabs
        value={tab ?? "bilgiler"}
        onChange={(value) => showTab(value === "bilgiler" ? null : value)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="bilgiler">{t("adminDevices.tab.record")}</Tabs.Tab>
          <Tabs.Tab value="olcumler">{t("adminDevices.tab.datastreams")}</Tabs.Tab>
          <Tabs.Tab value="gecmis">{t("adminDevices.tab.assignments")}</Tabs.Tab>
          <Tabs.Tab value="canli">{t("adminDevices.tab.tail")}</Tabs.Tab>
          {permissions.includes("rejection:read") ? (
            <Tabs.Tab value="retler">{t("adminDevices.tab.rejections")}</Tabs.Tab>
          ) : null}
        </Tabs.List>
        <Tabs.Panel value="bilgiler">
          <DeviceRecord key={row.device.id} row={row} units={units} onCredential={onCredential} onClose={close} />
        </Tabs.Panel>
        <Tabs.Panel value="olcumler">
          <DeviceDatastreams key={row.device.id} device={row.device} />
        </Tabs.Panel>
        <Tabs.Panel value="gecmis">
          <DeviceAssignments device={row.device} vehicles={vehicles} />
        </Tabs.Panel>
        <Tabs.Panel value="canli">
          <DeviceTail key={row.device.id} deviceId={row.device.id} />
        </Tabs.Panel>
        <Tabs.Panel value="retler">
          <DeviceRejections deviceId={row.device.id} />
        </Tabs.Panel>
      </Tabs>
    </RecordDrawer>
  );
}
