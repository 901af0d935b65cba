// One connection: how it is doing and why, switched on and off, edited, given up.
import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Connector } from "../../../../domain/connector.ts";
import { useFormats, useServices, useSession } from "../../../app/use-services.ts";
import { durationText } from "../../../lib/duration-text.ts";
import { ConfirmDialog } from "../../../ui/ConfirmDialog.tsx";
import { Note } from "../../../ui/Note.tsx";
import classes from "../Admin.module.css";
import { Age } from "../Age.tsx";
import { UnknownDevices } from "../integrations/UnknownDevices.tsx";
import { showNotice } from "../notices.ts";
import { ConnectorStateSign } from "./ConnectorStateSign.tsx";

export interface ConnectorRecordProps {
  connector: Connector;
  onEdit: () => void;
  onRemoved: () => void;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Fault({ connector: { fault, faultDetail, retryAt } }: { connector: Connector }) {
  const { t, time } = useFormats();
  if (fault === null) return null;
  const retry = retryAt === null ? "" : t("adminConnectors.retry", { time: time.clock(Date.parse(retryAt)) });
  return (
    <Note tone="failure" title={t(`adminConnectors.fault.${fault}`)}>
      {faultDetail === null ? null : <code>{faultDetail}</code>} {retry}
    </Note>
  );
}

export function ConnectorRecord({ connector, onEdit, onRemoved }: ConnectorRecordProps) {
  const { api } = useServices();
  const { t, number } = useFormats();
  const { permissions } = useSession();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { id, name, enabled, lagSeconds } = connector;
  const params = { id };
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: ["connectors"] });
  const toggle = useMutation({
    mutationFn: () => api.call("changeConnector", { params, body: { enabled: !enabled } }),
    onSuccess: (changed) => {
      refresh();
      showNotice(t(changed.enabled ? "adminConnectors.switchedOn" : "adminConnectors.switchedOff", { name }));
    },
  });
  const remove = useMutation({
    mutationFn: () => api.call("deleteConnector", { params }),
    onSuccess: () => {
      setAsking(false);
      refresh();
      showNotice(t("adminConnectors.removed", { name }));
      onRemoved();
    },
  });
  return (
    <Stack gap="lg">
      <Fault connector={connector} />
      <dl className={classes.facts}>
        <Fact name={t("adminConnectors.facts.state")}>
          <ConnectorStateSign state={connector.state} />
        </Fact>
        <Fact name={t("adminConnectors.facts.address")}>
          <code>{connector.url}</code>
        </Fact>
        <Fact name={t("adminConnectors.facts.messages")}>{number.whole(connector.messages)}</Fact>
        <Fact name={t("adminConnectors.facts.last")}>
          <Age at={connector.lastMessageAt} never={t("adminConnectors.never")} />
        </Fact>
        <Fact name={t("adminConnectors.facts.lag")}>
          {lagSeconds === null ? t("adminConnectors.noLag") : durationText(t, Math.max(0, lagSeconds))}
        </Fact>
        <Fact name={t("adminConnectors.facts.waiting")}>{number.whole(connector.waiting)}</Fact>
        <Fact name={t("adminConnectors.facts.devices")}>{number.whole(connector.devices)}</Fact>
      </dl>
      {permissions.includes("device:write") ? (
        <Group gap="sm">
          <Button variant="default" onClick={onEdit}>
            {t("adminConnectors.edit")}
          </Button>
          <Button variant="default" loading={toggle.isPending} onClick={() => toggle.mutate()}>
            {t(enabled ? "adminConnectors.switchOff" : "adminConnectors.switchOn")}
          </Button>
          <Button variant="outline" color="red" onClick={() => setAsking(true)}>
            {t("adminConnectors.remove")}
          </Button>
        </Group>
      ) : null}
      <UnknownDevices integration={{ id, revokedAt: null }} />
      <ConfirmDialog
        opened={asking}
        title={t("adminConnectors.confirmRemove.title")}
        body={t("adminConnectors.confirmRemove.body", { name })}
        action={t("adminConnectors.remove")}
        isWorking={remove.isPending}
        failure={remove.error}
        onConfirm={() => remove.mutate()}
        onCancel={() => setAsking(false)}
      />
    </Stack>
  );
}
