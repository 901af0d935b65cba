// Devices as the table shows them: with the names of vehicle and unit and the present state.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Device } from "../../../../domain/device.ts";
import { unitsQuery } from "../../../api/queries.ts";
import { useServices } from "../../../app/use-services.ts";
import { allVehiclesQuery, devicesQuery } from "../admin-queries.ts";
import { type DeviceState, deviceStateOf } from "./device-state.ts";

export interface DeviceRow {
  device: Device;
  state: DeviceState;
  vehicleName: string | null;
  unitName: string;
}

export function useDeviceRows() {
  const { api, live } = useServices();
  const devices = useQuery(devicesQuery(api));
  const vehicles = useQuery(allVehiclesQuery(api));
  const units = useQuery(unitsQuery(api));
  const rows = useMemo((): DeviceRow[] | undefined => {
    if (!devices.data || !units.data) return undefined;
    const unitNames = new Map(units.data.map((unit) => [unit.id, unit.name]));
    const nowMs = live.serverNow();
    return devices.data.map((device) => ({
      device,
      state: deviceStateOf(device, nowMs),
      vehicleName: device.vehicleLabel,
      unitName: unitNames.get(device.unitId) ?? "",
    }));
  }, [devices.data, units.data, live]);
  return {
    rows,
    units: units.data,
    vehicles: vehicles.data,
    error: devices.error ?? vehicles.error ?? units.error,
    retry: () => {
      void devices.refetch();
      void vehicles.refetch();
      void units.refetch();
    },
  };
}
