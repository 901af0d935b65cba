// One integration beside the table: what it speaks of that nobody registered, its name and topics, its
// access.
import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Controller } from "react-hook-form";
import type { DeviceCredential } from "../../../../domain/device.ts";
import { type Integration, IntegrationChange } from "../../../../domain/integration.ts";
import { useFormats, useServices, useSession } from "../../../app/use-services.ts";
import { RecordForm } from "../../../ui/form/RecordForm.tsx";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import classes from "../Admin.module.css";
import { CredentialAccess } from "../CredentialAccess.tsx";
import { FORMAT_NAMES } from "../format-name.ts";
import { showNotice } from "../notices.ts";
import { firstError, TopicFilters } from "./TopicFilters.tsx";
import { UnknownDevices } from "./UnknownDevices.tsx";

export interface IntegrationDetailsProps {
  integration: Integration;
  onCredential: (credential: DeviceCredential, name: string) => void;
  onClose: () => void;
}

export function IntegrationDetails({ integration, onCredential, onClose }: IntegrationDetailsProps) {
  const { id, name, topicFilters } = integration;
  const { api } = useServices();
  const { t, time } = useFormats();
  const { permissions } = useSession();
  const queryClient = useQueryClient();
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: ["integrations"] });
  const { form, errorOf, ...frame } = useRecordForm({
    schema: IntegrationChange,
    values: { name, topicFilters },
    save: (body) => api.call("changeIntegration", { params: { id }, body }),
    onSaved: () => {
      refresh();
      showNotice(t("form.saved"));
      onClose();
    },
  });
  const mayChange = permissions.includes("device:write") && integration.revokedAt === null;

  return (
    <>
      <dl className={classes.facts}>
        <dt>{t("adminIntegrations.column.format")}</dt>
        <dd>{FORMAT_NAMES[integration.format]}</dd>
        <dt>{t("adminIntegrations.username")}</dt>
        <dd>
          <code>{integration.key}</code>
        </dd>
        <dt>{t("adminIntegrations.created")}</dt>
        <dd>{time.dateTime(Date.parse(integration.createdAt))}</dd>
      </dl>
      <UnknownDevices integration={integration} />
      {mayChange ? (
        <>
          <RecordForm {...frame} label={t("adminIntegrations.edit")} onCancel={onClose}>
            <TextInput
              {...form.register("name")}
              label={t("adminIntegrations.form.name")}
              error={errorOf("name")}
              autoComplete="off"
            />
            <Controller
              control={form.control}
              name="topicFilters"
              render={({ field: { value, ...field } }) => (
                <TopicFilters
                  {...field}
                  value={value ?? []}
                  error={
                    firstError((index) => errorOf(`topicFilters.${index}`), value ?? []) ?? errorOf("topicFilters")
                  }
                />
              )}
            />
          </RecordForm>
          <CredentialAccess
            of="adminIntegrations"
            name={name}
            rotate={() => api.call("rotateIntegration", { params: { id } })}
            revoke={() => api.call("revokeIntegration", { params: { id } })}
            onCredential={(credential) => onCredential(credential, name)}
            onRevoked={refresh}
          />
        </>
      ) : null}
    </>
  );
}
