// What a tracker measured, before it is written in the wire format the device speaks.

export interface TrackerFix {
  /** Epoch milliseconds UTC. */
  fixTimeMs: number;
  lon: number;
  lat: number;
  speedKmh: number | null;
  headingDeg: number | null;
  altitudeM: number | null;
  accuracyM: number | null;
  ignition: boolean | null;
  odometerKm: number | null;
  batteryPct: number | null;
  /** Switches and sensors of the superstructure: pto, lift, broom, pump … */
  inputs: Readonly<Record<string, boolean | number>> | null;
}
