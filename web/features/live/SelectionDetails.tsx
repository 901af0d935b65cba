// Everything about the selected vehicle, in the drawer (wide screens) or the sheet (phones).
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import type { VehicleState } from "../../../domain/vehicle-state.ts";
import { isProblem } from "../../api/api-error.ts";
import { problemText } from "../../api/problem-text.ts";
import { vehicleStateQuery } from "../../api/queries.ts";
import { useFormats, useLive, useServices } from "../../app/use-services.ts";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import { DeviceHealth } from "./DeviceHealth.tsx";
import type { FleetEntry } from "./fleet.ts";
import { LastHour } from "./LastHour.tsx";
import classes from "./SelectionDetails.module.css";
import { SelectionFacts } from "./SelectionFacts.tsx";
import { SelectionActionBar, type SelectionActions, SelectionState, SelectionTitle } from "./SelectionHeader.tsx";
import { movingSinceMs } from "./track-summary.ts";
import { Today } from "./Today.tsx";
import { VehicleAlarms } from "./VehicleAlarms.tsx";
import type { Track } from "./use-track.ts";

/** Place, odometer and attributes change slowly; the rest comes by the stream. */
const STATE_REFETCH_MS = 5000;

export interface SelectionDetailsProps {
  vehicleId: number;
  /** null = not (or no longer) among the person's vehicles. */
  entry: FleetEntry | null;
  track: Track;
  actions: SelectionActions;
}

function sinceOf(record: LiveRecord | undefined, state: VehicleState | null, track: Track): number | null {
  switch (record?.motion) {
    case undefined:
      return null;
    case "moving":
      return movingSinceMs(track.points);
    case "silent":
      return record.linkTimeMs;
    default:
      return state?.stationarySince == null ? null : Date.parse(state.stationarySince);
  }
}

export function SelectionDetails({ vehicleId, entry, track, actions }: SelectionDetailsProps) {
  const { t } = useFormats();
  const { api } = useServices();
  const record = useLive((state) => state.vehicles.get(vehicleId));
  const state = useQuery({
    ...vehicleStateQuery(api, vehicleId),
    enabled: entry !== null && record !== undefined,
    refetchInterval: STATE_REFETCH_MS,
  });

  if (entry === null || isProblem(state.error, "not_found")) {
    return (
      <MessagePanel
        title={t("live.selection.gone")}
        body={t("live.selection.goneHint")}
        action={{ label: t("live.selection.close"), onClick: actions.close }}
      />
    );
  }
  const slow = state.data ?? null;
  return (
    <div className={classes.details}>
      <SelectionTitle entry={entry} onClose={actions.close} />
      <SelectionState entry={entry} record={record} sinceMs={sinceOf(record, slow, track)} />
      <div data-beyond-peek>
        <SelectionActionBar vehicleId={vehicleId} {...actions} onMap={actions.onMap && record !== undefined} />
        <VehicleAlarms vehicleId={vehicleId} />
        {record === undefined ? (
          <p className={classes.quiet}>{t("live.selection.unlocated")}</p>
        ) : (
          <>
            {state.isError ? <StateFailure error={state.error} onRetry={() => void state.refetch()} /> : null}
            <SelectionFacts entry={entry} record={record} state={slow} />
            <LastHour track={track} speedLimitKmh={entry.vehicle.speedLimitKmh} />
            <Today vehicleId={vehicleId} />
          </>
        )}
        <DeviceHealth vehicleId={vehicleId} />
      </div>
    </div>
  );
}

function StateFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useFormats();
  const { title, action } = problemText(t, error);
  return (
    <div role="alert" className={classes.failure}>
      <span>
        {t("live.selection.stateError")}: {title}. {action}
      </span>
      <Button size="compact-sm" variant="default" onClick={onRetry}>
        {t("shell.retry")}
      </Button>
    </div>
  );
}
