// The quickest way through the streets (A*), for municipal vehicles that keep off the motorway and
// leave a stop in the direction they face unless turning round saves much.
import type { StreetClass } from "../../domain/base-map.ts";
import type { GraphPlace, StreetGraph } from "../city/street-graph.ts";

/** A stretch of one edge, from one distance along it to another; driven backwards where `toM` is less. */
export interface RouteLeg {
  edge: number;
  fromM: number;
  toM: number;
}

export interface Router {
  /** Legs from place to place; `facing` is +1 when the vehicle faces the edge's `to`, -1 its `from`, 0 unknown. */
  route(from: GraphPlace, to: GraphPlace, facing: number): RouteLeg[];
}

/** Planning speeds, metres per second: what an hour of traffic leaves of the limit. */
const PLANNED_SPEED: Readonly<Record<StreetClass, number>> = {
  motorway: 3,
  primary: 12,
  secondary: 10.5,
  tertiary: 8.5,
  residential: 5.5,
  service: 3,
  track: 2.5,
};
const FASTEST = 12;
const TURN_ROUND_SECONDS = 45;

/** Above 1 the search is drawn to the goal and may miss the very quickest way by that share. */
const GREED = 1.12;

/** Plain arrays: a day of the fleet asks for tens of thousands of routes. */
function flatten({ nodes, edges, edgesAt }: StreetGraph) {
  const firstExit = new Int32Array(nodes.length + 1);
  edgesAt.forEach((exits, node) => (firstExit[node + 1] = firstExit[node]! + exits.length));
  return {
    x: Float64Array.from(nodes, (node) => node[0]),
    y: Float64Array.from(nodes, (node) => node[1]),
    from: Int32Array.from(edges, (edge) => edge.from),
    to: Int32Array.from(edges, (edge) => edge.to),
    seconds: Float64Array.from(edges, (edge) => edge.lengthM / PLANNED_SPEED[edge.class]),
    firstExit,
    exits: Int32Array.from(edgesAt.flat()),
  };
}

export function createRouter(graph: StreetGraph): Router {
  const { edges } = graph;
  const nodeCount = graph.nodes.length;
  const { x, y, from: fromOf, to: toOf, seconds, firstExit, exits } = flatten(graph);
  const cost = new Float64Array(nodeCount);
  const via = new Int32Array(nodeCount);
  const knownIn = new Int32Array(nodeCount);
  const doneIn = new Int32Array(nodeCount);
  let search = 0;
  const heap = createHeap();

  const route = (from: GraphPlace, to: GraphPlace, facing: number): RouteLeg[] => {
    const start = edges[from.edge]!;
    const goal = edges[to.edge]!;
    const startSpeed = PLANNED_SPEED[start.class];
    const goalSpeed = PLANNED_SPEED[goal.class];
    const goalX = x[goal.to]!;
    const goalY = y[goal.to]!;
    search += 1;
    heap.clear();
    const estimate = (node: number): number => {
      const dx = x[node]! - goalX;
      const dy = y[node]! - goalY;
      // The goal lies up to a whole edge from the node aimed at.
      return (Math.max(0, Math.sqrt(dx * dx + dy * dy) - goal.lengthM) * GREED) / FASTEST;
    };
    const reach = (node: number, spent: number, edge: number): void => {
      if (knownIn[node] === search && cost[node]! <= spent) return;
      knownIn[node] = search;
      cost[node] = spent;
      via[node] = edge;
      heap.push(node, spent + estimate(node));
    };

    let best = Infinity;
    let bestEnd = -1;
    if (from.edge === to.edge) {
      const ahead = to.alongM - from.alongM;
      best = Math.abs(ahead) / startSpeed + (ahead * facing < 0 ? TURN_ROUND_SECONDS : 0);
    }
    reach(start.to, (start.lengthM - from.alongM) / startSpeed + (facing < 0 ? TURN_ROUND_SECONDS : 0), -1);
    reach(start.from, from.alongM / startSpeed + (facing > 0 ? TURN_ROUND_SECONDS : 0), -1);
    for (let node = heap.pop(); node >= 0; node = heap.pop()) {
      if (doneIn[node] === search) continue;
      doneIn[node] = search;
      const spent = cost[node]!;
      if (spent + estimate(node) >= best) break;
      if (node === goal.from || node === goal.to) {
        const rest = (node === goal.from ? to.alongM : goal.lengthM - to.alongM) / goalSpeed;
        if (spent + rest < best) {
          best = spent + rest;
          bestEnd = node;
        }
      }
      for (let exit = firstExit[node]!; exit < firstExit[node + 1]!; exit++) {
        const edge = exits[exit]!;
        const other = fromOf[edge] === node ? toOf[edge]! : fromOf[edge]!;
        // Back along the street it started on: that is turning round, too.
        const turning = via[node] === -1 && edge === from.edge ? TURN_ROUND_SECONDS : 0;
        if (doneIn[other] !== search) reach(other, spent + seconds[edge]! + turning, edge);
      }
    }
    if (best === Infinity) throw new Error("The street graph is not connected.");
    if (bestEnd < 0) return [{ edge: from.edge, fromM: from.alongM, toM: to.alongM }];

    const legs: RouteLeg[] = [{ edge: to.edge, fromM: bestEnd === goal.from ? 0 : goal.lengthM, toM: to.alongM }];
    let node = bestEnd;
    for (let edge = via[node]!; edge >= 0; edge = via[node]!) {
      const { from: a, lengthM, to: b } = edges[edge]!;
      const forwards = b === node;
      legs.push({ edge, fromM: forwards ? 0 : lengthM, toM: forwards ? lengthM : 0 });
      node = forwards ? a : b;
    }
    legs.push({ edge: from.edge, fromM: from.alongM, toM: node === start.to ? start.lengthM : 0 });
    return legs.reverse();
  };
  return { route };
}

interface Heap {
  push(node: number, key: number): void;
  /** -1 when empty. */
  pop(): number;
  clear(): void;
}

function createHeap(): Heap {
  const nodes: number[] = [];
  const keys: number[] = [];
  let size = 0;
  return {
    push: (node, key) => {
      let at = size++;
      while (at > 0) {
        const up = (at - 1) >> 1;
        if (keys[up]! <= key) break;
        nodes[at] = nodes[up]!;
        keys[at] = keys[up]!;
        at = up;
      }
      nodes[at] = node;
      keys[at] = key;
    },
    pop: () => {
      if (size === 0) return -1;
      const top = nodes[0]!;
      size -= 1;
      const node = nodes[size]!;
      const key = keys[size]!;
      let at = 0;
      for (let child = 1; child < size; child = 2 * at + 1) {
        if (child + 1 < size && keys[child + 1]! < keys[child]!) child += 1;
        if (keys[child]! >= key) break;
        nodes[at] = nodes[child]!;
        keys[at] = keys[child]!;
        at = child;
      }
      nodes[at] = node;
      keys[at] = key;
      return top;
    },
    clear: () => {
      size = 0;
    },
  };
}
