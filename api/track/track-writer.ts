// What a file format of tracks must offer: text page by page, so that a year of fixes needs no more
// memory than an hour.
import type { Stop, Trip } from "../../domain/fleet/trip.ts";
import type { Position } from "../../domain/position.ts";

export interface TrackInfo {
  /** What people call the vehicle. */
  label: string;
  /** IANA zone for local times. */
  timeZone: string;
  /** Of the period, in order of start. */
  trips: readonly Trip[];
  stops: readonly Stop[];
}

export interface TrackWriter {
  head(): string;
  /** Called in order of fix time, never with an empty page. */
  page(positions: readonly Position[]): string;
  tail(): string;
}

export interface TrackFormat {
  mediaType: string;
  extension: string;
  createWriter(info: TrackInfo): TrackWriter;
}
