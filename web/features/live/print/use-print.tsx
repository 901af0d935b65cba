// Printing the live screen: takes the picture first, because the sheet must hold what was seen.
import { type ReactNode, useCallback, useState } from "react";
import { useServices } from "../../../app/use-services.ts";
import type { MapHost } from "../../../map/map-host.ts";
import type { Fleet } from "../fleet.ts";
import { type FleetFilter, passes } from "../fleet-rows.ts";
import { takeMapPicture } from "./map-picture.ts";
import { type PrintJob, PrintSheet } from "./PrintSheet.tsx";

export interface Print {
  start(): void;
  sheet: ReactNode;
}

export function usePrint(host: MapHost | null, fleet: Fleet | null, filter: FleetFilter): Print {
  const { live } = useServices();
  const [job, setJob] = useState<PrintJob | null>(null);
  async function start(): Promise<void> {
    const picture = host ? await takeMapPicture(host) : null;
    const { vehicles } = live.store.getState();
    const entries = (fleet?.entries ?? []).filter((entry) => passes(filter, entry, vehicles.get(entry.id)));
    setJob({ picture, entries, atMs: live.serverNow() });
  }
  const done = useCallback(() => setJob(null), []);
  return { start: () => void start(), sheet: job ? <PrintSheet job={job} onDone={done} /> : null };
}
