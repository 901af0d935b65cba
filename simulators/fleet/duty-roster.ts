// Who works when: every vehicle group of the demo fleet with its duty and shifts.
import type { VehicleKind } from "../../domain/vehicle-kind.ts";
import type { DepotRole } from "../city/landmarks.ts";

export type DutyKind =
  | "collection"
  | "washing"
  | "sweeping"
  | "patrol"
  | "watering"
  | "plant"
  | "haul"
  | "pruning"
  | "errands"
  | "shuttle"
  | "funeral";

/** Local hours from and to; a shift past midnight ends above 24. */
export type Shift = readonly [from: number, to: number];

export interface Duty {
  kind: DutyKind;
  depot: DepotRole;
  /** Parking place in the depot's yard. */
  slot: number;
  /** In order; the whole day begins and ends parked in the depot. */
  shifts: readonly Shift[];
}

export type Directorate = "waste" | "works" | "parks" | "police" | "veterinary" | "transport" | "it";

interface VehicleGroup {
  kind: VehicleKind;
  count: number;
  name: string;
  duty: DutyKind;
  /** Vehicles of the group take these in turn. */
  shifts: readonly (readonly Shift[])[];
  limitKmh: number;
  /** Prefix of machine codes; without it they have plates. */
  code?: string;
  /** So many of the group carry a phone with OwnTracks instead of a tracker. */
  ownTracks?: number;
}

interface RosterSection {
  directorate: Exclude<Directorate, "it">;
  /** Null = directly under the directorate. */
  section: string | null;
  groups: readonly VehicleGroup[];
}

// Three shifts a day; each truck works two of them, so that two thirds of the fleet are always out.
const DAY_EVENING: readonly Shift[] = [
  [7, 15],
  [15.4, 23],
];
const EVENING_NIGHT: readonly Shift[] = [
  [15, 23],
  [23.4, 31],
];
const NIGHT_DAY: readonly Shift[] = [
  [23, 31],
  [31.4, 39],
];
const THREE_SHIFTS = [DAY_EVENING, NIGHT_DAY, EVENING_NIGHT];
const OFFICE: readonly Shift[] = [[8, 17.2]];
const EARLY: readonly Shift[] = [[6.5, 15.5]];
const NIGHT: readonly Shift[] = [[21, 30]];

export const DUTY_ROSTER: readonly RosterSection[] = [
  {
    directorate: "waste",
    section: "Çöp Toplama Birimi",
    groups: [
      { kind: "compactor", count: 21, name: "Sıkıştırmalı", duty: "collection", shifts: THREE_SHIFTS, limitKmh: 50 },
      { kind: "lightWaste", count: 7, name: "Çöp taksi", duty: "collection", shifts: THREE_SHIFTS, limitKmh: 50 },
    ],
  },
  {
    directorate: "waste",
    section: "Süpürme ve Yıkama Birimi",
    groups: [
      {
        kind: "sweeper",
        count: 8,
        name: "Süpürge",
        duty: "sweeping",
        shifts: [NIGHT_DAY, DAY_EVENING, EVENING_NIGHT],
        limitKmh: 40,
      },
      {
        kind: "containerWasher",
        count: 3,
        name: "Konteyner yıkama",
        duty: "washing",
        shifts: [EVENING_NIGHT, DAY_EVENING],
        limitKmh: 50,
      },
    ],
  },
  {
    directorate: "waste",
    section: null,
    groups: [
      {
        kind: "pickup",
        count: 2,
        name: "Denetim kamyoneti",
        duty: "patrol",
        shifts: [DAY_EVENING, EVENING_NIGHT],
        limitKmh: 50,
      },
    ],
  },
  {
    directorate: "works",
    section: "Asfalt ve Yol Birimi",
    groups: [
      { kind: "tipper", count: 6, name: "Damperli", duty: "haul", shifts: [OFFICE], limitKmh: 50 },
      { kind: "patcher", count: 2, name: "Asfalt yama", duty: "plant", shifts: [OFFICE], limitKmh: 50 },
      { kind: "roller", count: 2, name: "Silindir", duty: "plant", shifts: [OFFICE], limitKmh: 20, code: "SLN" },
      { kind: "grader", count: 2, name: "Greyder", duty: "plant", shifts: [OFFICE], limitKmh: 30, code: "GRY" },
    ],
  },
  {
    directorate: "works",
    section: "Bakım Onarım Birimi",
    groups: [
      { kind: "backhoe", count: 4, name: "Beko loder", duty: "plant", shifts: [OFFICE], limitKmh: 30, code: "BKL" },
      {
        kind: "other",
        count: 1,
        name: "Lastikli yükleyici",
        duty: "plant",
        shifts: [OFFICE],
        limitKmh: 30,
        code: "YKL",
      },
      {
        kind: "pickup",
        count: 4,
        name: "Bakım kamyoneti",
        duty: "errands",
        shifts: [OFFICE, NIGHT_DAY, OFFICE, EVENING_NIGHT],
        limitKmh: 50,
        ownTracks: 1,
      },
    ],
  },
  {
    directorate: "works",
    section: null,
    groups: [{ kind: "van", count: 1, name: "Keşif panelvanı", duty: "errands", shifts: [OFFICE], limitKmh: 50 }],
  },
  {
    directorate: "parks",
    section: "Sulama Birimi",
    groups: [
      {
        kind: "waterTanker",
        count: 5,
        name: "Arazöz",
        duty: "watering",
        shifts: [EARLY, NIGHT, EARLY, NIGHT, DAY_EVENING],
        limitKmh: 50,
      },
    ],
  },
  {
    directorate: "parks",
    section: "Budama Birimi",
    groups: [
      { kind: "branchCollector", count: 3, name: "Dal toplama", duty: "pruning", shifts: [EARLY], limitKmh: 50 },
      { kind: "platform", count: 2, name: "Sepetli platform", duty: "pruning", shifts: [OFFICE], limitKmh: 50 },
    ],
  },
  {
    directorate: "parks",
    section: null,
    groups: [
      {
        kind: "pickup",
        count: 4,
        name: "Park kamyoneti",
        duty: "errands",
        shifts: [EARLY, OFFICE],
        limitKmh: 50,
        ownTracks: 1,
      },
    ],
  },
  {
    directorate: "police",
    section: "Devriye Birimi",
    groups: [
      { kind: "police", count: 5, name: "Zabıta", duty: "patrol", shifts: THREE_SHIFTS, limitKmh: 70 },
      {
        kind: "motorcycle",
        count: 3,
        name: "Motosikletli zabıta",
        duty: "patrol",
        shifts: [DAY_EVENING, OFFICE],
        limitKmh: 70,
        ownTracks: 3,
      },
    ],
  },
  {
    directorate: "veterinary",
    section: "Sahipsiz Hayvanlar Birimi",
    groups: [
      {
        kind: "van",
        count: 3,
        name: "Hayvan nakil",
        duty: "errands",
        shifts: [OFFICE, DAY_EVENING],
        limitKmh: 50,
        ownTracks: 1,
      },
    ],
  },
  {
    directorate: "veterinary",
    section: null,
    groups: [
      { kind: "pickup", count: 1, name: "Veteriner kamyoneti", duty: "errands", shifts: [OFFICE], limitKmh: 50 },
    ],
  },
  {
    directorate: "transport",
    section: "Hizmet Araçları Birimi",
    groups: [
      {
        kind: "bus",
        count: 3,
        name: "Hizmet otobüsü",
        duty: "shuttle",
        shifts: [DAY_EVENING, EARLY, OFFICE],
        limitKmh: 50,
      },
      {
        kind: "car",
        count: 3,
        name: "Hizmet otomobili",
        duty: "errands",
        shifts: [OFFICE, DAY_EVENING],
        limitKmh: 70,
        ownTracks: 1,
      },
      { kind: "van", count: 2, name: "Panelvan", duty: "errands", shifts: [OFFICE], limitKmh: 50 },
    ],
  },
  {
    directorate: "transport",
    section: "Cenaze Nakil Birimi",
    groups: [{ kind: "hearse", count: 3, name: "Cenaze nakil", duty: "funeral", shifts: [[[8, 18.5]]], limitKmh: 50 }],
  },
];
