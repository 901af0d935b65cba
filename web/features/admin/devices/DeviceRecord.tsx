// What is known of one device, its name and unit to change, and what ends its access.
import { Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Controller } from "react-hook-form";
import { DeviceChange } from "../../../../domain/device.ts";
import type { Unit } from "../../../../domain/unit.ts";
import { nativeTopic } from "../../../../domain/topic.ts";
import { useFormats, useServices, useSession } from "../../../app/use-services.ts";
import { RecordForm } from "../../../ui/form/RecordForm.tsx";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import classes from "../Admin.module.css";
import { Age } from "../Age.tsx";
import { CredentialAccess } from "../CredentialAccess.tsx";
import { UnitSelect } from "../UnitSelect.tsx";
import { showNotice } from "../notices.ts";
import { DeviceHealthFacts } from "./DeviceHealthFacts.tsx";
import type { ShownCredential } from "./CredentialDialog.tsx";
import type { DeviceRow } from "./device-rows.ts";
import { DeviceStateSign } from "./DeviceStateSign.tsx";

export interface DeviceRecordProps {
  row: DeviceRow;
  units: readonly Unit[];
  onCredential: (shown: ShownCredential) => void;
  onClose: () => void;
}

export function DeviceRecord({ row, units, onCredential, onClose }: DeviceRecordProps) {
  const { device, state, unitName } = row;
  const { api } = useServices();
  const { t, time } = useFormats();
  const { permissions } = useSession();
  const queryClient = useQueryClient();
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: ["devices"] });
  const { form, errorOf, ...frame } = useRecordForm({
    schema: DeviceChange,
    values: { name: device.name, unitId: device.unitId },
    save: (body) => api.call("changeDevice", { params: { id: device.id }, body }),
    onSaved: () => {
      refresh();
      showNotice(t("form.saved"));
      onClose();
    },
  });
  const mayWrite = permissions.includes("device:write");

  return (
    <Stack gap="lg">
      <dl className={classes.facts}>
        <dt>{t("adminDevices.column.state")}</dt>
        <dd>
          <DeviceStateSign state={state} />
        </dd>
        <dt>{t("adminDevices.fact.lastSeen")}</dt>
        <dd>
          <Age at={device.lastSeenAt} never={t("adminDevices.neverSeen")} />
        </dd>
        <dt>{t("adminDevices.fact.key")}</dt>
        <dd>
          <code>{device.key}</code>
        </dd>
        {device.format === "kentiz" ? (
          <>
            <dt>{t("adminDevices.fact.topic")}</dt>
            <dd>
              <code>{nativeTopic(device.key, "position")}</code>
            </dd>
          </>
        ) : null}
        <dt>{t("adminDevices.fact.unit")}</dt>
        <dd>{unitName}</dd>
        <dt>{t("adminDevices.fact.created")}</dt>
        <dd>{time.dateTime(Date.parse(device.createdAt))}</dd>
        {device.revokedAt === null ? null : (
          <>
            <dt>{t("adminDevices.fact.revoked")}</dt>
            <dd>{time.dateTime(Date.parse(device.revokedAt))}</dd>
          </>
        )}
      </dl>
      <DeviceHealthFacts deviceId={device.id} />
      {mayWrite ? (
        <>
          <RecordForm {...frame} label={t("adminDevices.edit")} onCancel={onClose}>
            <TextInput
              {...form.register("name")}
              label={t("adminDevices.form.name")}
              description={t("adminDevices.form.nameHint")}
              error={errorOf("name")}
              autoComplete="off"
            />
            <Controller
              control={form.control}
              name="unitId"
              render={({ field: { onChange, ...field } }) => (
                <UnitSelect
                  {...field}
                  units={units}
                  onChange={(id) => onChange(id ?? undefined)}
                  label={t("adminDevices.form.unit")}
                  description={t("adminDevices.form.unitMoves")}
                  error={errorOf("unitId")}
                  allowDeselect={false}
                />
              )}
            />
          </RecordForm>
          {device.revokedAt === null ? (
            <CredentialAccess
              of="adminDevices"
              name={device.name}
              rotate={() => api.call("rotateDevice", { params: { id: device.id } })}
              revoke={() => api.call("revokeDevice", { params: { id: device.id } })}
              onCredential={(credential) => onCredential({ credential, name: device.name, format: device.format })}
              onRevoked={refresh}
            />
          ) : null}
        </>
      ) : null}
    </Stack>
  );
}
