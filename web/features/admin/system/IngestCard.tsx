// What comes in over MQTT, and whether it is being written.
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { IngestNumbers } from "../../../../domain/system.ts";
import { useFormats } from "../../../app/use-services.ts";
import { durationText } from "../../../lib/duration-text.ts";
import { byteText } from "./byte-text.ts";
import { Fact } from "./Fact.tsx";
import classes from "./System.module.css";

export function IngestCard({ ingest }: { ingest: IngestNumbers | null }) {
  const { t, number, language } = useFormats();
  const milliseconds = (value: number): string => t("adminSystem.milliseconds", { value: number.oneDecimal(value) });
  const Icon = ingest?.state === "ok" ? IconCircleCheck : IconAlertTriangle;
  return (
    <section className={classes.card}>
      <h2>{t("adminSystem.ingest")}</h2>
      {ingest === null ? (
        <p>{t("adminSystem.noIngest")}</p>
      ) : (
        <>
          <p className={classes.state} data-state={ingest.state}>
            <Icon size={18} stroke={1.8} aria-hidden />
            {t(`adminSystem.state.${ingest.state}`)}
          </p>
          <dl className={classes.facts}>
            <Fact name={t("adminSystem.rate")}>
              {t("adminSystem.perSecond", { value: number.oneDecimal(ingest.messagesPerSecond) })}
            </Fact>
            <Fact name={t("adminSystem.lag")}>
              {milliseconds(ingest.commitMs.p50)} / {milliseconds(ingest.commitMs.p99)}
            </Fact>
            <Fact name={t("adminSystem.inFlight")}>{number.whole(ingest.inFlight)}</Fact>
            <Fact name={t("adminSystem.accepted")}>{number.whole(ingest.accepted)}</Fact>
            <Fact name={t("adminSystem.spool")}>
              {ingest.spool.batches === 0
                ? t("adminSystem.spoolEmpty")
                : t("adminSystem.spoolFull", {
                    batches: number.whole(ingest.spool.batches),
                    bytes: byteText(ingest.spool.bytes, language),
                    age: durationText(t, ingest.spool.ageSeconds),
                  })}
            </Fact>
            <Fact name={t("adminSystem.connections")}>
              {t("adminSystem.connectionsOf", {
                sockets: number.whole(ingest.connections),
                sessions: number.whole(ingest.sessions),
              })}
            </Fact>
            <Fact name={t("adminSystem.turnedAway")}>{number.whole(ingest.turnedAway)}</Fact>
          </dl>
        </>
      )}
    </section>
  );
}
