// What is known of one device, its name to change, and what ends its access.
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DeviceChange } from "../../../../domain/device.ts";
import { nativeTopic } from "../../../../domain/topic.ts";
import { useFormats, useServices, useSession } from "../../../app/use-services.ts";
import { ConfirmDialog } from "../../../ui/ConfirmDialog.tsx";
import { RecordForm } from "../../../ui/form/RecordForm.tsx";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import classes from "../Admin.module.css";
import { Age } from "../Age.tsx";
import { showNotice } from "../notices.ts";
import type { ShownCredential } from "./CredentialDialog.tsx";
import type { DeviceRow } from "./device-rows.ts";
import { DeviceStateSign } from "./DeviceStateSign.tsx";

export interface DeviceRecordProps {
  row: DeviceRow;
  onCredential: (shown: ShownCredential) => void;
  onClose: () => void;
}

export function DeviceRecord({ row, onCredential, onClose }: DeviceRecordProps) {
  const { device, state, unitName } = row;
  const { api } = useServices();
  const { t, time } = useFormats();
  const { permissions } = useSession();
  const queryClient = useQueryClient();
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: ["devices"] });
  const { form, errorOf, ...frame } = useRecordForm({
    schema: DeviceChange,
    values: { name: device.name },
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
          </RecordForm>
          {device.revokedAt === null ? (
            <DeviceAccess row={row} onCredential={onCredential} onChanged={refresh} />
          ) : null}
        </>
      ) : null}
    </Stack>
  );
}

interface DeviceAccessProps {
  row: DeviceRow;
  onCredential: (shown: ShownCredential) => void;
  onChanged: () => void;
}

function DeviceAccess({ row: { device }, onCredential, onChanged }: DeviceAccessProps) {
  const { api } = useServices();
  const { t } = useTranslation();
  const { name, format } = device;
  const [asking, setAsking] = useState<"rotate" | "revoke" | null>(null);
  const rotate = useMutation({
    mutationFn: () => api.call("rotateDevice", { params: { id: device.id } }),
    onSuccess: (credential) => {
      setAsking(null);
      onCredential({ credential, name, format });
    },
  });
  const revoke = useMutation({
    mutationFn: () => api.call("revokeDevice", { params: { id: device.id } }),
    onSuccess: () => {
      setAsking(null);
      onChanged();
      showNotice(t("adminDevices.revokedNow", { name }));
    },
  });
  return (
    <Group gap="sm">
      <Button variant="default" onClick={() => setAsking("rotate")}>
        {t("adminDevices.rotate")}
      </Button>
      <Button variant="outline" color="red" onClick={() => setAsking("revoke")}>
        {t("adminDevices.revoke")}
      </Button>
      <ConfirmDialog
        opened={asking === "rotate"}
        title={t("adminDevices.confirmRotate.title")}
        body={t("adminDevices.confirmRotate.body", { name })}
        action={t("adminDevices.confirmRotate.action")}
        isWorking={rotate.isPending}
        failure={rotate.error}
        onConfirm={() => rotate.mutate()}
        onCancel={() => setAsking(null)}
      />
      <ConfirmDialog
        opened={asking === "revoke"}
        title={t("adminDevices.confirmRevoke.title")}
        body={t("adminDevices.confirmRevoke.body", { name })}
        action={t("adminDevices.confirmRevoke.action")}
        isWorking={revoke.isPending}
        failure={revoke.error}
        onConfirm={() => revoke.mutate()}
        onCancel={() => setAsking(null)}
      />
    </Group>
  );
}
