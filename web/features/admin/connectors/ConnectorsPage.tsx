// Connections that Kentiz itself opens: the table, one beside it, and the form.
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Connector } from "../../../../domain/connector.ts";
import type { ApiClient } from "../../../api/api-client.ts";
import { unitsQuery } from "../../../api/queries.ts";
import { useFormats, useServices, useSession } from "../../../app/use-services.ts";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import { showNotice } from "../notices.ts";
import { RecordDrawer } from "../RecordDrawer.tsx";
import { SectionPage } from "../SectionPage.tsx";
import { useOpenRecord } from "../use-open-record.ts";
import { connectorColumns } from "./connector-columns.tsx";
import { ConnectorForm } from "./ConnectorForm.tsx";
import { ConnectorRecord } from "./ConnectorRecord.tsx";

const NONE: readonly never[] = [];
const idOf = ({ id }: Connector): number => id;
const nameOf = ({ name }: Connector): string => name;

const connectorsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["connectors"],
    queryFn: ({ signal }) => api.call("listConnectors", {}, { signal }),
    staleTime: 0,
    refetchInterval: 3000,
  });

export function ConnectorsPage() {
  const { api } = useServices();
  const { t } = useFormats();
  const { permissions } = useSession();
  const connectors = useQuery(connectorsQuery(api));
  const units = useQuery(unitsQuery(api));
  const { record, open, close } = useOpenRecord();
  const [editing, setEditing] = useState(false);
  const allUnits = units.data ?? NONE;
  const columns = useMemo(() => connectorColumns(t, allUnits), [t, allUnits]);
  const connector = connectors.data?.items.find(({ id }) => id === record);
  const mayWrite = permissions.includes("device:write");
  const add = { label: t("adminConnectors.add"), onClick: () => open("new") };
  const leave = (): void => {
    setEditing(false);
    close();
  };
  const saved = ({ id, name }: Connector): void => {
    showNotice(t("adminConnectors.saved", { name }));
    setEditing(false);
    open(id);
  };

  return (
    <SectionPage
      section="connectors"
      actions={
        mayWrite ? (
          <Button size="sm" leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={add.onClick}>
            {add.label}
          </Button>
        ) : null
      }
    >
      <DataTable
        label={t("adminConnectors.label")}
        columns={columns}
        rows={connectors.data?.items}
        rowId={idOf}
        rowLabel={nameOf}
        error={connectors.error}
        onRetry={() => void connectors.refetch()}
        openId={record === "new" ? null : record}
        empty={{
          title: t("adminConnectors.empty.title"),
          body: t("adminConnectors.empty.body"),
          ...(mayWrite ? { action: add } : {}),
        }}
        onOpen={({ id }) => open(id)}
      />
      <RecordDrawer opened={connector !== undefined} onClose={leave} title={connector?.name ?? ""}>
        {connector && editing ? (
          <ConnectorForm connector={connector} units={allUnits} onCancel={() => setEditing(false)} onSaved={saved} />
        ) : connector ? (
          <ConnectorRecord connector={connector} onEdit={() => setEditing(true)} onRemoved={leave} />
        ) : null}
      </RecordDrawer>
      <RecordDrawer opened={record === "new" && mayWrite} onClose={close} title={t("adminConnectors.addTitle")}>
        <ConnectorForm connector={null} units={allUnits} onCancel={close} onSaved={saved} />
      </RecordDrawer>
    </SectionPage>
  );
}
