// Driving about without a destination: a walk over the streets that goes straight on where it can and
// prefers where it has not been.
import type { StreetClass } from "../../domain/base-map.ts";
import type { GraphPlace, StreetGraph } from "../city/street-graph.ts";
import type { Random } from "../random.ts";
import type { RouteLeg } from "./router.ts";

export interface RoamOptions {
  lengthM: number;
  /** Streets of these classes are preferred by far. */
  classes: readonly StreetClass[];
  /** How often each edge was driven; counts are raised. */
  visits: Map<number, number>;
}

/** Legs from `start` on, about `lengthM` long, ending at a junction. */
export function roam(
  graph: StreetGraph,
  start: GraphPlace,
  facing: number,
  random: Random,
  options: RoamOptions,
): RouteLeg[] {
  const { edges, edgesAt } = graph;
  const first = edges[start.edge]!;
  const forwards = facing >= 0;
  const legs: RouteLeg[] = [{ edge: start.edge, fromM: start.alongM, toM: forwards ? first.lengthM : 0 }];
  let node = forwards ? first.to : first.from;
  let edge = start.edge;
  let direction = directionLeaving(graph, edge, forwards);
  for (let length = 0; length < options.lengthM;) {
    let best = edge;
    let bestScore = -Infinity;
    for (const next of edgesAt[node]!) {
      if (next === edge || edges[next]!.class === "motorway" || edges[next]!.class === "service") continue;
      const turn = Math.cos(directionEntering(graph, next, edges[next]!.from === node) - direction);
      const liked = options.classes.includes(edges[next]!.class) ? 2 : 0;
      const score = turn + liked - 0.9 * (options.visits.get(next) ?? 0) + random.between(0, 1.2);
      if (score <= bestScore) continue;
      best = next;
      bestScore = score;
    }
    const { from, to, lengthM } = edges[best]!;
    // At a dead end `best` is still the street it came by: back the same way.
    const ahead = from === node;
    legs.push({ edge: best, fromM: ahead ? 0 : lengthM, toM: ahead ? lengthM : 0 });
    options.visits.set(best, (options.visits.get(best) ?? 0) + 1);
    node = ahead ? to : from;
    edge = best;
    direction = directionLeaving(graph, best, ahead);
    length += lengthM;
  }
  return legs;
}

function directionEntering(graph: StreetGraph, edge: number, forwards: boolean): number {
  const { points } = graph.edges[edge]!;
  const [a, b] = forwards ? [points[0]!, points[1]!] : [points.at(-1)!, points.at(-2)!];
  return Math.atan2(b[1] - a[1], b[0] - a[0]);
}

function directionLeaving(graph: StreetGraph, edge: number, forwards: boolean): number {
  return directionEntering(graph, edge, !forwards) + Math.PI;
}
