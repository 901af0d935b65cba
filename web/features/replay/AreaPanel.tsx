// "Burada kim vardı?": an area drawn, shown or typed; who was in it in the period; from there to the replay.
import { Button, NumberInput, Skeleton, TextInput } from "@mantine/core";
import { IconDownload, IconPencil, IconPlayerPlay, IconX } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AreaVisitor } from "../../../domain/fleet/area-question.ts";
import { ApiError } from "../../api/api-error.ts";
import { problemText } from "../../api/problem-text.ts";
import { useFormats, useServices } from "../../app/use-services.ts";
import { durationText } from "../../lib/duration-text.ts";
import { KindPictogram } from "../../signs/KindPictogram.tsx";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import { csvText } from "../../../domain/csv-text.ts";
import { saveFile } from "../../ui/table/save-file.ts";
import { useAfter } from "../../ui/use-after.ts";
import { circleArea, readCoordinate } from "./circle-area.ts";
import type { ReplayPeriod } from "./period.ts";
import classes from "./Replay.module.css";
import type { AreaDraw } from "./use-area-draw.ts";

type Corners = readonly (readonly [number, number])[];

const AREA_REASONS = ["area_invalid", "area_too_busy", "area_too_detailed", "area_open", "period_too_long"] as const;
const USUAL_RADIUS_M = 100;

export interface AreaPanelProps {
  area: Corners;
  period: ReplayPeriod;
  draw: AreaDraw;
  /** null without a map. */
  onVisibleArea: (() => void) | null;
  onArea(corners: Corners): void;
  onOpen(vehicleId: number, timeMs: number): void;
}

export function AreaPanel({ area, period, draw, onVisibleArea, onArea, onOpen }: AreaPanelProps) {
  const { t } = useFormats();
  const { api } = useServices();
  const [place, setPlace] = useState("");
  const [radiusM, setRadiusM] = useState<number>(USUAL_RADIUS_M);
  const coordinate = readCoordinate(place);
  const [first] = area;
  const asked = first !== undefined;
  const query = useQuery({
    queryKey: ["area-visits", area, period.fromMs, period.toMs],
    queryFn: async ({ signal }) => {
      const ring = [...area, ...(first ? [first] : [])].map(([lon, lat]): [number, number] => [lon, lat]);
      const body = {
        area: { type: "Polygon" as const, coordinates: [ring] },
        from: new Date(period.fromMs).toISOString(),
        to: new Date(period.toMs).toISOString(),
      };
      return (await api.call("askArea", { body }, { signal })).items;
    },
    enabled: asked && !draw.drawing,
    staleTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return (
    <div className={classes.section}>
      <p className={classes.quiet}>{t("replay.area.intro")}</p>
      <div className={classes.actions}>
        <Button
          size="xs"
          variant={draw.drawing ? "light" : "filled"}
          disabled={onVisibleArea === null}
          leftSection={draw.drawing ? <IconX size={16} stroke={1.8} /> : <IconPencil size={16} stroke={1.8} />}
          onClick={draw.drawing ? draw.cancel : draw.start}
        >
          {t(draw.drawing ? "replay.area.cancel" : "replay.area.draw")}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={onVisibleArea === null || draw.drawing}
          onClick={() => onVisibleArea?.()}
        >
          {t("replay.area.visible")}
        </Button>
        {asked ? (
          <Button size="xs" variant="default" onClick={() => onArea([])}>
            {t("replay.area.clear")}
          </Button>
        ) : null}
      </div>
      {draw.drawing ? <p role="status">{t("replay.area.drawHint")}</p> : null}
      <form
        className={classes.circle}
        onSubmit={(event) => {
          event.preventDefault();
          if (coordinate) onArea(circleArea(coordinate.lon, coordinate.lat, radiusM));
        }}
      >
        <TextInput
          size="xs"
          label={t("replay.area.coordinate")}
          placeholder="38.3962 27.1103"
          value={place}
          error={place !== "" && coordinate === null ? t("replay.area.coordinateFault") : null}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <NumberInput
          size="xs"
          label={t("replay.area.radius")}
          min={5}
          max={5000}
          value={radiusM}
          onChange={(value) => setRadiusM(Number(value) || USUAL_RADIUS_M)}
        />
        <Button size="xs" type="submit" variant="default" disabled={coordinate === null}>
          {t("replay.area.circle")}
        </Button>
      </form>
      {asked ? (
        <Answer
          items={query.data ?? null}
          loading={query.isFetching}
          error={query.error}
          onRetry={() => void query.refetch()}
          onOpen={onOpen}
        />
      ) : null}
    </div>
  );
}

interface AnswerProps {
  items: readonly AreaVisitor[] | null;
  loading: boolean;
  error: unknown;
  onRetry(): void;
  onOpen: AreaPanelProps["onOpen"];
}

function reasonOf(error: unknown): (typeof AREA_REASONS)[number] | null {
  if (!(error instanceof ApiError) || error.failure.kind !== "problem") return null;
  const reason = error.failure.problem.fields?.[0]?.reason;
  return AREA_REASONS.find((known) => known === reason) ?? null;
}

function Answer({ items, loading, error, onRetry, onOpen }: AnswerProps) {
  const { t, time, number } = useFormats();
  const waiting = useAfter(loading && items === null);
  if (error !== null) {
    const reason = reasonOf(error);
    const { title, action } = problemText(t, error);
    return reason === null ? (
      <MessagePanel tone="failure" title={title} body={action} action={{ label: t("shell.retry"), onClick: onRetry }} />
    ) : (
      <MessagePanel tone="failure" title={t("replay.area.refused")} body={t(`replay.area.reason.${reason}`)} />
    );
  }
  if (items === null) return waiting ? <Skeleton height={120} /> : null;
  if (items.length === 0) return <MessagePanel title={t("replay.area.empty")} body={t("replay.area.emptyHint")} />;
  const speed = (value: number | null): string =>
    value === null ? "–" : t("format.speed", { value: number.whole(value) });
  const driversOf = ({ passes }: AreaVisitor): string =>
    [...new Set(passes.flatMap(({ driverId }) => driverId ?? []))].join(", ");
  function csv(shown: readonly AreaVisitor[]): string {
    const columns = ["vehicle", "entered", "left", "seconds", "maxSpeed", "driver"] as const;
    return csvText(
      columns.map((column) => t(`replay.area.column.${column}`)),
      shown.flatMap(({ label, passes }) =>
        passes.map((pass) => [
          label,
          time.dateTime(Date.parse(pass.startTime)),
          time.dateTime(Date.parse(pass.endTime)),
          String(pass.insideSeconds),
          pass.maxSpeedKmh === null ? "" : number.oneDecimal(pass.maxSpeedKmh),
          pass.driverId ?? "",
        ]),
      ),
    );
  }
  return (
    <section aria-label={t("replay.area.answer")} aria-busy={loading}>
      <div className={classes.answerHead}>
        <h2 className={classes.heading}>{t("replay.area.found", { count: items.length })}</h2>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconDownload size={14} stroke={1.8} />}
          onClick={() => saveFile(`kentiz-${t("replay.area.file")}.csv`, csv(items), "text/csv;charset=utf-8")}
        >
          CSV
        </Button>
      </div>
      <ul className={classes.visitors}>
        {items.map((visitor) => {
          const drivers = driversOf(visitor);
          return (
            <li key={visitor.vehicleId}>
              <details>
                <summary>
                  <KindPictogram kind={visitor.kind} size={20} />
                  <strong>{visitor.label}</strong>
                  <span>{durationText(t, visitor.insideSeconds)}</span>
                  <small>
                    {t("replay.area.passes", { count: visitor.passCount })} ·{" "}
                    {t("replay.area.speeds", {
                      mean: speed(visitor.meanSpeedKmh),
                      max: speed(visitor.maxSpeedKmh),
                    })}
                    {drivers === "" ? "" : ` · ${drivers}`}
                  </small>
                </summary>
                <ol>
                  {visitor.passes.map((pass) => (
                    <li key={pass.startTime}>
                      <button type="button" onClick={() => onOpen(visitor.vehicleId, Date.parse(pass.startTime))}>
                        <IconPlayerPlay size={14} stroke={2} aria-hidden />
                        {time.dateTime(Date.parse(pass.startTime))}
                        <small>
                          {durationText(t, pass.insideSeconds)} · {speed(pass.maxSpeedKmh)}
                          {pass.driverId ? ` · ${pass.driverId}` : ""}
                        </small>
                      </button>
                    </li>
                  ))}
                </ol>
                {visitor.passCount > visitor.passes.length ? (
                  <p className={classes.quiet}>{t("replay.area.morePasses", { shown: visitor.passes.length })}</p>
                ) : null}
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
