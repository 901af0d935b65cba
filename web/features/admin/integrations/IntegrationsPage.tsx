// Senders that speak for many devices: the table, and the unregistered devices of one.
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useMemo, useState } from "react";
import type { DeviceCredential } from "../../../../domain/device.ts";
import type { Integration } from "../../../../domain/integration.ts";
import type { Unit } from "../../../../domain/unit.ts";
import type { ApiClient } from "../../../api/api-client.ts";
import { unitsQuery } from "../../../api/queries.ts";
import { useFormats, useServices, useSession } from "../../../app/use-services.ts";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import type { TableColumn } from "../../../ui/table/table-column.ts";
import { BrokerAddress } from "../BrokerAddress.tsx";
import { FORMAT_NAMES } from "../format-name.ts";
import { RecordDrawer } from "../RecordDrawer.tsx";
import { SecretDialog } from "../SecretDialog.tsx";
import { SectionPage } from "../SectionPage.tsx";
import { unitOptions } from "../unit-options.ts";
import { useOpenRecord } from "../use-open-record.ts";
import { IntegrationDetails } from "./IntegrationDetails.tsx";
import { IntegrationForm } from "./IntegrationForm.tsx";

const NONE: readonly never[] = [];
const idOf = ({ id }: Integration): number => id;
const nameOf = ({ name }: Integration): string => name;

const integrationsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["integrations"],
    queryFn: ({ signal }) => api.call("listIntegrations", {}, { signal }),
    staleTime: 0,
    refetchInterval: 15_000,
  });

function integrationColumns(t: TFunction, units: readonly Unit[]): TableColumn<Integration>[] {
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  return [
    {
      id: "ad",
      header: t("adminIntegrations.column.name"),
      value: nameOf,
      cell: ({ name }) => <strong>{name}</strong>,
      width: 180,
      grow: 2,
    },
    {
      id: "bicim",
      header: t("adminIntegrations.column.format"),
      value: ({ format }) => FORMAT_NAMES[format],
      width: 150,
    },
    {
      id: "birim",
      header: t("adminIntegrations.column.unit"),
      value: ({ unitId }) => unitNames.get(unitId) ?? null,
      width: 170,
      grow: 2,
      filter: { options: unitOptions(units), of: ({ unitId }) => String(unitId) },
    },
    {
      id: "cihazlar",
      header: t("adminIntegrations.column.devices"),
      value: ({ devices }) => devices,
      width: 90,
      align: "end",
    },
    {
      id: "kayitsiz",
      header: t("adminIntegrations.column.unknown"),
      value: ({ unknownDevices }) => unknownDevices,
      width: 130,
      align: "end",
    },
    {
      id: "durum",
      header: t("adminIntegrations.column.state"),
      value: ({ revokedAt }) => t(revokedAt === null ? "adminIntegrations.active" : "adminIntegrations.revoked"),
      width: 130,
    },
    {
      id: "konular",
      header: t("adminIntegrations.column.filters"),
      value: ({ topicFilters }) => topicFilters.join(", "),
      width: 180,
      optional: true,
    },
  ];
}

interface ShownCredential {
  credential: DeviceCredential;
  name: string;
}

export function IntegrationsPage() {
  const { api } = useServices();
  const { t } = useFormats();
  const { permissions } = useSession();
  const integrations = useQuery(integrationsQuery(api));
  const units = useQuery(unitsQuery(api));
  const { record, open, close } = useOpenRecord();
  const [shown, setShown] = useState<ShownCredential | null>(null);
  const allUnits = units.data ?? NONE;
  const columns = useMemo(() => integrationColumns(t, allUnits), [t, allUnits]);
  const integration = integrations.data?.items.find(({ id }) => id === record);
  const mayWrite = permissions.includes("device:write");
  const add = { label: t("adminIntegrations.add"), onClick: () => open("new") };
  const show = (credential: DeviceCredential, name: string): void => setShown({ credential, name });

  return (
    <SectionPage
      section="integrations"
      actions={
        mayWrite ? (
          <Button size="sm" leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={add.onClick}>
            {add.label}
          </Button>
        ) : null
      }
    >
      <DataTable
        label={t("adminIntegrations.label")}
        columns={columns}
        rows={integrations.data?.items}
        rowId={idOf}
        rowLabel={nameOf}
        error={integrations.error}
        onRetry={() => void integrations.refetch()}
        openId={record === "new" ? null : record}
        empty={{
          title: t("adminIntegrations.empty.title"),
          body: t("adminIntegrations.empty.body"),
          ...(mayWrite ? { action: add } : {}),
        }}
        onOpen={({ id }) => open(id)}
      />
      <RecordDrawer opened={integration !== undefined} onClose={close} title={integration?.name ?? ""}>
        {integration ? (
          <IntegrationDetails key={integration.id} integration={integration} onCredential={show} onClose={close} />
        ) : null}
      </RecordDrawer>
      <RecordDrawer opened={record === "new" && mayWrite} onClose={close} title={t("adminIntegrations.addTitle")}>
        <IntegrationForm
          units={allUnits}
          onCancel={close}
          onCreated={(credential, name) => {
            close();
            show(credential, name);
          }}
        />
      </RecordDrawer>
      {shown ? (
        <SecretDialog
          title={t("adminIntegrations.credentialTitle", { name: shown.name })}
          warning={t("adminIntegrations.once")}
          fields={[
            { label: t("adminIntegrations.username"), text: shown.credential.mqtt.username },
            { label: t("adminIntegrations.password"), text: shown.credential.mqtt.password },
          ]}
          done={t("adminIntegrations.done")}
          size={560}
          onClose={() => setShown(null)}
        >
          <BrokerAddress />
        </SecretDialog>
      ) : null}
    </SectionPage>
  );
}
