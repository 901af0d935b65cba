// The server process and the machine under it.
import { Progress } from "@mantine/core";
import type { SystemState } from "../../../../domain/system.ts";
import { useFormats } from "../../../app/use-services.ts";
import { durationText } from "../../../lib/duration-text.ts";
import { byteText } from "./byte-text.ts";
import { Fact } from "./Fact.tsx";
import classes from "./System.module.css";

/** Below this share of free room a full disk is a matter of days. */
const LOW_DISK = 0.1;

export function ProcessCard({ system }: { system: SystemState }) {
  const { t, number, language } = useFormats();
  const { process, disk, certificate } = system;
  const size = (bytes: number): string => byteText(bytes, language);
  return (
    <section className={classes.card}>
      <h2>{t("adminSystem.process")}</h2>
      <dl className={classes.facts}>
        <Fact name={t("adminSystem.version")}>{system.version}</Fact>
        <Fact name={t("adminSystem.node")}>{system.nodeVersion}</Fact>
        <Fact name={t("adminSystem.uptime")}>{durationText(t, system.uptimeSeconds)}</Fact>
        <Fact name={t("adminSystem.memory")}>{size(process.rssBytes)}</Fact>
        <Fact name={t("adminSystem.heap")}>
          {t("adminSystem.ofTotal", { used: size(process.heapUsedBytes), total: size(process.heapLimitBytes) })}
        </Fact>
        <Fact name={t("adminSystem.delay")}>
          {t("adminSystem.milliseconds", { value: number.oneDecimal(process.eventLoopDelayMs.p99) })}
        </Fact>
        <Fact name={t("adminSystem.certificate")}>
          {certificate === null
            ? t("adminSystem.noCertificate")
            : certificate.daysLeft < 0
              ? t("adminSystem.expired")
              : t("adminSystem.daysLeft", { count: certificate.daysLeft })}
        </Fact>
        {disk === null ? null : (
          <Fact name={t("adminSystem.disk")}>
            {t("adminSystem.diskFree", { free: size(disk.freeBytes), total: size(disk.totalBytes) })}
          </Fact>
        )}
      </dl>
      {disk === null ? null : (
        <Progress
          className={classes.meter}
          size="sm"
          aria-label={t("adminSystem.disk")}
          color={disk.freeBytes / disk.totalBytes < LOW_DISK ? "red" : "accent"}
          value={100 - (100 * disk.freeBytes) / disk.totalBytes}
        />
      )}
    </section>
  );
}
