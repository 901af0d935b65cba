// What a device measures: newest values with their age and the last day of each, and what they are called.
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Device } from "../../../../domain/device.ts";
import type { Datastream } from "../../../../domain/observation.ts";
import { nativeTopic } from "../../../../domain/topic.ts";
import { useFormats, useServices, useSession } from "../../../app/use-services.ts";
import { CopyField } from "../../../ui/CopyField.tsx";
import { datastreamsQuery, sparklinesQuery } from "../admin-queries.ts";
import { Age } from "../Age.tsx";
import { FailurePanel } from "../FailurePanel.tsx";
import { DatastreamForm } from "./DatastreamForm.tsx";
import classes from "./Datastreams.module.css";
import { DaySparkline } from "./DaySparkline.tsx";
import { isOverdue, observationText } from "./observation-text.ts";

export function DeviceDatastreams({ device }: { device: Device }) {
  const { api } = useServices();
  const { t } = useFormats();
  const { permissions } = useSession();
  const datastreams = useQuery(datastreamsQuery(api, device.id));
  const sparklines = useQuery(sparklinesQuery(api, device.id));
  const [editedId, setEditedId] = useState<number | null>(null);
  if (datastreams.error) return <FailurePanel error={datastreams.error} onRetry={() => void datastreams.refetch()} />;
  if (!datastreams.data) return <Skeleton height={120} />;
  const { items } = datastreams.data;
  if (items.length === 0) return <NothingMeasured device={device} />;
  const lines = new Map(sparklines.data?.items.map(({ datastreamId, values }) => [datastreamId, values]));
  return (
    <ul className={classes.list} aria-label={t("adminDatastreams.label")}>
      {items.map((datastream) => (
        <li key={datastream.id} className={classes.item} data-hidden={datastream.hidden || undefined}>
          {datastream.id === editedId ? (
            <DatastreamForm datastream={datastream} onClose={() => setEditedId(null)} />
          ) : (
            <>
              <Measured datastream={datastream} line={lines.get(datastream.id)} />
              {permissions.includes("device:write") ? (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t("adminDatastreams.editOne", { name: datastream.name })}
                  onClick={() => setEditedId(datastream.id)}
                >
                  {t("adminDatastreams.edit")}
                </Button>
              ) : null}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Measured({ datastream, line }: { datastream: Datastream; line: readonly (number | null)[] | undefined }) {
  const { t, language } = useFormats();
  const { name, key, observedProperty, latest, hidden } = datastream;
  return (
    <div className={classes.measured}>
      <div className={classes.name}>
        <strong>{name}</strong>
        <span className={classes.quiet}>
          {observedProperty === key ? key : `${observedProperty} · ${key}`}
          {hidden ? ` · ${t("adminDatastreams.hidden")}` : ""}
        </span>
      </div>
      {line ? <DaySparkline values={line} label={t("adminDatastreams.day", { name })} /> : <span />}
      <div className={classes.value}>
        <strong>{observationText(t, language, datastream)}</strong>
        <span className={classes.quiet} data-overdue={isOverdue(datastream) || undefined}>
          <Age at={latest?.time ?? null} never={t("adminDatastreams.never")} />
          {isOverdue(datastream) ? ` · ${t("adminDatastreams.overdue")}` : ""}
        </span>
      </div>
      {latest && latest.flags.length > 0 ? (
        <p className={classes.flags}>{latest.flags.map((flag) => t(`adminDatastreams.flag.${flag}`)).join(" ")}</p>
      ) : null}
    </div>
  );
}

/** The next step: what to publish where. */
function NothingMeasured({ device }: { device: Device }) {
  const { live } = useServices();
  const { t } = useFormats();
  const [now] = useState(() => new Date(live.serverNow()).toISOString());
  return (
    <div className={classes.empty}>
      <h3>{t("adminDatastreams.empty.title")}</h3>
      {device.format === "kentiz" ? (
        <>
          <p>{t("adminDatastreams.empty.native")}</p>
          <CopyField label={t("adminDevices.credential.topic")} text={nativeTopic(device.key, "observation")} />
          <CopyField
            label={t("adminDevices.credential.payload")}
            text={JSON.stringify({ t: now, values: { temperature: 18.3, humidity: 61 } })}
            block
          />
        </>
      ) : (
        <p>{t("adminDatastreams.empty.foreign")}</p>
      )}
    </div>
  );
}
