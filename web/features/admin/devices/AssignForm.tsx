// Moves a device to another vehicle, from now or from a time in the past on.
import { Button, Select, Stack } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useQueryClient } from "@tanstack/react-query";
import { Controller } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import type { Device } from "../../../../domain/device.ts";
import type { Vehicle } from "../../../../domain/vehicle.ts";
import { useServices, useSession } from "../../../app/use-services.ts";
import { instantOfWallTime, wallTimeOf } from "../../../lib/zoned-time.ts";
import { problemText } from "../../../api/problem-text.ts";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import { showNotice } from "../notices.ts";
import { vehicleOptions } from "../vehicle-options.ts";
import classes from "./Devices.module.css";

const NO_VEHICLE = "0";

/** The wall-clock time of the picker, until it is sent. */
const AssignInput = z.object({ vehicle: z.string(), from: z.string().nullable() });

export function AssignForm({ device, vehicles }: { device: Device; vehicles: readonly Vehicle[] }) {
  const { api, live } = useServices();
  const { t } = useTranslation();
  const { timeZone } = useSession();
  const queryClient = useQueryClient();
  const { form, errorOf, submit, isSaving, failure } = useRecordForm({
    schema: AssignInput,
    values: { from: null },
    save: ({ vehicle, from }) =>
      api.call("assignDevice", {
        params: { id: device.id },
        body: {
          vehicleId: vehicle === NO_VEHICLE ? null : Number(vehicle),
          ...(from === null ? {} : { from: new Date(instantOfWallTime(from, timeZone)).toISOString() }),
        },
      }),
    onSaved: () => {
      void queryClient.invalidateQueries({ queryKey: ["devices"] });
      void queryClient.invalidateQueries({ queryKey: ["device-assignments", device.id] });
      showNotice(t("adminDevices.assign.done"));
      form.reset();
    },
  });
  const problem = failure ? problemText(t, failure) : null;
  const title = t(device.vehicleId === null ? "adminDevices.assign.start" : "adminDevices.assign.move");

  return (
    <form aria-label={title} noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <h3 className={classes.subtitle}>{title}</h3>
        <Controller
          control={form.control}
          name="vehicle"
          render={({ field: { value, ...field } }) => (
            <Select
              {...field}
              value={value ?? null}
              label={t("adminDevices.assign.vehicle")}
              error={errorOf("vehicle")}
              searchable
              limit={100}
              data={[{ value: NO_VEHICLE, label: t("adminDevices.assign.none") }, ...vehicleOptions(vehicles)]}
            />
          )}
        />
        <Controller
          control={form.control}
          name="from"
          render={({ field: { value, ...field } }) => (
            <DateTimePicker
              {...field}
              value={value ?? null}
              label={t("adminDevices.assign.from")}
              description={t("adminDevices.assign.fromHint", { zone: timeZone })}
              error={errorOf("from")}
              valueFormat="DD.MM.YYYY HH:mm"
              maxDate={wallTimeOf(live.serverNow(), timeZone)}
              clearable
            />
          )}
        />
        <div role="alert" className={classes.failure}>
          {problem ? `${problem.title}. ${problem.action}` : ""}
        </div>
        <Button type="submit" loading={isSaving} style={{ alignSelf: "flex-end" }}>
          {t("adminDevices.assign.submit")}
        </Button>
      </Stack>
    </form>
  );
}
