// The period: days by name, or from and to by hand, in the installation's zone.
import { Button } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useState } from "react";
import { useFormats, useServices, useSession } from "../../app/use-services.ts";
import { instantOfWallTime, wallTimeOf } from "../../lib/zoned-time.ts";
import { PERIOD_PRESETS, presetOf, presetPeriod, type ReplayPeriod } from "./period.ts";
import classes from "./Replay.module.css";

export interface PeriodPickerProps {
  period: ReplayPeriod;
  maxDays: number;
  onPeriod(period: ReplayPeriod): void;
}

const DAY_MS = 86_400_000;

export function PeriodPicker({ period, maxDays, onPeriod }: PeriodPickerProps) {
  const { t } = useFormats();
  const { live } = useServices();
  const { timeZone } = useSession();
  const now = live.serverNow();
  const preset = presetOf(period, now, timeZone);
  const [own, setOwn] = useState(preset === null);
  const [draft, setDraft] = useState({
    from: wallTimeOf(period.fromMs, timeZone),
    to: wallTimeOf(period.toMs, timeZone),
  });
  const fromMs = instantOfWallTime(draft.from, timeZone);
  const toMs = instantOfWallTime(draft.to, timeZone);
  const fault =
    toMs <= fromMs
      ? t("replay.period.reversed")
      : toMs - fromMs > maxDays * DAY_MS
        ? t("replay.period.tooLong", { days: maxDays })
        : null;
  const custom = own || preset === null;
  return (
    <fieldset className={classes.period}>
      <legend>{t("replay.period.title")}</legend>
      <div className={classes.presets}>
        {PERIOD_PRESETS.map((name) => (
          <Button
            key={name}
            size="xs"
            variant={!custom && preset === name ? "filled" : "default"}
            aria-pressed={!custom && preset === name}
            onClick={() => {
              setOwn(false);
              onPeriod(presetPeriod(name, now, timeZone));
            }}
          >
            {t(`replay.period.${name}`)}
          </Button>
        ))}
        <Button
          size="xs"
          variant={custom ? "filled" : "default"}
          aria-pressed={custom}
          onClick={() => {
            setOwn(true);
            setDraft({ from: wallTimeOf(period.fromMs, timeZone), to: wallTimeOf(period.toMs, timeZone) });
          }}
        >
          {t("replay.period.custom")}
        </Button>
      </div>
      {custom ? (
        <div className={classes.custom}>
          <DateTimePicker
            size="xs"
            label={t("replay.period.from")}
            value={draft.from}
            valueFormat="DD.MM.YYYY HH:mm"
            onChange={(from) => (from === null ? undefined : setDraft((before) => ({ ...before, from })))}
          />
          <DateTimePicker
            size="xs"
            label={t("replay.period.to")}
            value={draft.to}
            valueFormat="DD.MM.YYYY HH:mm"
            onChange={(to) => (to === null ? undefined : setDraft((before) => ({ ...before, to })))}
          />
          <Button size="xs" disabled={fault !== null} onClick={() => onPeriod({ fromMs, toMs })}>
            {t("replay.period.apply")}
          </Button>
          {fault === null ? null : (
            <p role="alert" className={classes.fault}>
              {fault}
            </p>
          )}
        </div>
      ) : null}
    </fieldset>
  );
}
