// Stores values of sensors the way the broker does, without MQTT in between.
import { commitBatch } from "../../gis/ingest-batch.ts";
import type { ObservationRow } from "../../gis/ingest-row.ts";
import type { TestApi } from "../harness/api.ts";

type Value = Pick<ObservationRow, "name" | "timeMs" | "value"> & Partial<ObservationRow>;

/** Commits the values of a device; datastreams make themselves from them. */
export async function storeValues({ database }: TestApi, deviceId: number, values: readonly Value[]): Promise<void> {
  const observations = values.map((value): ObservationRow => ({
    kind: "observation",
    deviceId,
    principal: "test",
    topic: "test",
    receivedAtMs: Date.now(),
    flags: [],
    unitOfMeasurement: null,
    ...value,
  }));
  await commitBatch(database, { positions: [], messages: [], observations, rejections: [] });
}
