// Pieces of network become named streets. A drawn road or an avenue is one street from end to end; a
// small street ends where it meets an avenue or gets long, and is numbered within its neighbourhood.
import type { StreetClass } from "../../domain/base-map.ts";
import { createRandom, mixSeed } from "../random.ts";
import { NEIGHBOURHOOD_PLACES } from "./neighbourhood-places.ts";
import { distance, toPlane, type PlanePoint } from "./plane.ts";
import type { LaidStreets } from "./lay-streets.ts";
import { degreesOf } from "./prune-network.ts";
import { AVENUE_NAMES, TRACK_NAME, VILLAGE_STREET_NAMES } from "./street-names.ts";

export interface NamedStreet {
  name: string;
  class: StreetClass;
  line: PlanePoint[];
  /** Network edges in order along the line. */
  edges: number[];
}

const FIRST_NUMBER = 1200;
/** Each neighbourhood's numbers start at the next multiple of this. */
const NUMBER_BLOCK = 50;
const BREAK_AT_AVENUE_AFTER_M = 70;
const LONGEST_SMALL_STREET_M = 240;
const BLIND_ALLEY_M = 75;

export function nameStreets(laid: LaidStreets, seed: number): NamedStreet[] {
  const runs = findRuns(laid);
  const places = NEIGHBOURHOOD_PLACES.map((place) => ({ ...place, at: toPlane(place.lon, place.lat) }));
  const nearestPlace = (point: PlanePoint): number => {
    let nearest = 0;
    for (let i = 1; i < places.length; i++) {
      if (distance(places[i]!.at, point) < distance(places[nearest]!.at, point)) nearest = i;
    }
    return nearest;
  };

  const random = createRandom(mixSeed(seed, "street names"));
  const avenueNames = random.shuffle(AVENUE_NAMES);
  const nameOfAvenue = new Map<number, string>();
  const small: { run: Run; place: number }[] = [];
  const streets: NamedStreet[] = [];
  const add = (run: Run, name: string): void => {
    streets.push({ name, class: run.class, line: run.line, edges: run.edges });
  };
  for (const run of runs) {
    const rough = laid.streets[run.street]!;
    if (rough.name) add(run, rough.name);
    else if (run.class === "track") add(run, TRACK_NAME);
    else if (run.class === "tertiary") {
      const known = nameOfAvenue.get(run.street) ?? avenueNames.pop();
      if (known === undefined) small.push({ run, place: nearestPlace(middleOf(run.line)) });
      else {
        nameOfAvenue.set(run.street, known);
        add(run, `${known} Caddesi`);
      }
    } else small.push({ run, place: nearestPlace(middleOf(run.line)) });
  }

  const degrees = degreesOf(laid.network.edges, laid.network.nodes.length);
  const villageNames = new Map<number, string[]>();
  // Numbers rise from north to south in rows, west to east within a row.
  const rowOf = ({ run }: { run: Run }): number => -Math.round(middleOf(run.line)[1] / 120);
  small.sort((a, b) => a.place - b.place || rowOf(a) - rowOf(b) || middleOf(a.run.line)[0] - middleOf(b.run.line)[0]);
  let place = -1;
  let number = FIRST_NUMBER;
  let alley = 0;
  for (const { run, place: runPlace } of small) {
    if (runPlace !== place) {
      place = runPlace;
      number = Math.ceil(number / NUMBER_BLOCK) * NUMBER_BLOCK;
      alley = 0;
    }
    if (places[place]!.fabric === "village") {
      const left = villageNames.get(place) ?? random.shuffle(VILLAGE_STREET_NAMES);
      villageNames.set(place, left.slice(1));
      if (left[0] !== undefined) {
        add(run, left[0]);
        continue;
      }
    }
    const blind = run.lengthM < BLIND_ALLEY_M && (degrees[run.from] === 1 || degrees[run.to] === 1);
    if (blind && alley > 0 && alley < 6) {
      add(run, `${number}/${alley++} Sokak`);
    } else {
      number += 1;
      alley = 1;
      add(run, `${number} Sokak`);
    }
  }
  return streets;
}

interface Run {
  street: number;
  class: StreetClass;
  edges: number[];
  line: PlanePoint[];
  from: number;
  to: number;
  lengthM: number;
}

const isSmall = (streetClass: StreetClass): boolean => streetClass === "residential";

/** Unbroken sequences of edges that will carry one name. */
function findRuns({ network, streets }: LaidStreets): Run[] {
  const onAvenue = new Set<number>();
  for (const { street, from, to } of network.edges) {
    if (isSmall(streets[street]!.class)) continue;
    onAvenue.add(from);
    onAvenue.add(to);
  }
  const runs: Run[] = [];
  let current: Run | undefined;
  network.edges.forEach((edge, e) => {
    const { class: streetClass } = streets[edge.street]!;
    const goesOn = current !== undefined && current.street === edge.street && current.to === edge.from;
    const ends =
      current !== undefined &&
      isSmall(streetClass) &&
      (current.lengthM + edge.lengthM > LONGEST_SMALL_STREET_M ||
        (onAvenue.has(edge.from) && current.lengthM > BREAK_AT_AVENUE_AFTER_M));
    if (current && goesOn && !ends) {
      current.edges.push(e);
      current.line.push(...edge.points.slice(1));
      current.to = edge.to;
      current.lengthM += edge.lengthM;
    } else {
      current = {
        street: edge.street,
        class: streetClass,
        edges: [e],
        line: [...edge.points],
        from: edge.from,
        to: edge.to,
        lengthM: edge.lengthM,
      };
      runs.push(current);
    }
  });
  return runs;
}

function middleOf(line: readonly PlanePoint[]): PlanePoint {
  return line[Math.floor(line.length / 2)]!;
}
