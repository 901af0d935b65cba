// A device's messages as they arrive: pause, clear, and what was wrong with the refused ones.
import { Button, Group } from "@mantine/core";
import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { useFormats } from "../../../app/use-services.ts";
import { PayloadPreview } from "../rejections/PayloadPreview.tsx";
import { KEPT_MESSAGES, type TailEntry } from "./tail-log.ts";
import classes from "./Tail.module.css";
import { useTail } from "./use-tail.ts";

export function DeviceTail({ deviceId }: { deviceId: number }) {
  const { t, number } = useFormats();
  const { log, act, phase } = useTail(deviceId);
  const isOver = phase === "signed_out" || phase === "right_lost";
  return (
    <div className={classes.tail}>
      <p className={classes.quiet}>{t("adminTail.intro", { count: KEPT_MESSAGES })}</p>
      <Group justify="space-between">
        <output className={classes.phase} data-phase={phase}>
          {isOver ? `${t("adminTail.phase.ended")}. ${t(`adminTail.ended.${phase}`)}` : t(`adminTail.phase.${phase}`)}
        </output>
        <Group gap="xs">
          <Button
            size="xs"
            variant={log.isPaused ? "filled" : "default"}
            onClick={() => act({ type: log.isPaused ? "resume" : "pause" })}
          >
            {log.isPaused ? t("adminTail.resume", { count: log.waiting.length }) : t("adminTail.pause")}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={log.entries.length === 0}
            onClick={() => act({ type: "clear" })}
          >
            {t("adminTail.clear")}
          </Button>
        </Group>
      </Group>
      {log.skipped > 0 ? (
        <p className={classes.skipped}>{t("adminTail.skipped", { count: number.whole(log.skipped) })}</p>
      ) : null}
      {log.entries.length === 0 ? (
        <p className={classes.waiting}>{t("adminTail.waiting")}</p>
      ) : (
        <ul aria-label={t("adminTail.list")} className={classes.list}>
          {log.entries.map((entry) => (
            <TailItem key={entry.number} entry={entry} />
          ))}
        </ul>
      )}
    </div>
  );
}

function TailItem({ entry }: { entry: TailEntry }) {
  const { t, time, number } = useFormats();
  const isRefused = entry.refused.length > 0;
  const Icon = isRefused ? IconCircleX : IconCircleCheck;
  const reasons = entry.refused
    .map(({ reason, field }) => `${t(`adminRejections.reason.${reason}.title`)}${field === null ? "" : ` (${field})`}`)
    .join(", ");
  return (
    <li>
      <details className={classes.item}>
        <summary>
          <Icon size={18} stroke={1.7} aria-hidden data-refused={isRefused || undefined} className={classes.sign} />
          <span className={classes.text}>
            <span className={classes.line}>
              <strong>{time.clock(Date.parse(entry.at))}</strong>
              <code>{entry.topic}</code>
            </span>
            <span className={classes.quiet}>
              {isRefused
                ? t("adminTail.refused", { reasons })
                : t("adminTail.accepted", { count: number.whole(entry.accepted) })}
              {" · "}
              {t("adminTail.bytes", { count: number.whole(entry.payloadBytes) })}
            </span>
          </span>
        </summary>
        <div className={classes.payload}>
          <PayloadPreview payload={entry} />
        </div>
      </details>
    </li>
  );
}
