// Makes a raw network look lived in: stubs go, some cross streets are missing, slivers are cleared,
// and only what hangs together stays.
import { mixSeed } from "../random.ts";
import { findFaces } from "./faces.ts";
import type { Network, NetworkEdge } from "./planarise.ts";
import type { RoughStreet } from "./rough-street.ts";

const STUB_M = 28;
/** Longer dead ends look like mistakes. */
const LONGEST_DEAD_END_M = 110;
const DEAD_END_SHARE = 0.45;
const THINNED_SHARE = 0.13;
/** Smaller blocks are left-overs between streets that ran together. */
const SMALLEST_BLOCK_M2 = 700;

const isMinor = (street: RoughStreet): boolean => street.class === "residential" || street.class === "track";
/** Same answer for the same edge in each round. */
const lot = (seed: number, edge: NetworkEdge): number => mixSeed(seed, edge.from, edge.to) / 2 ** 32;

export function pruneNetwork(network: Network, streets: readonly RoughStreet[], seed: number): Network {
  const { nodes } = network;
  let edges = thin(network, streets, seed);
  for (let round = 0; round < 3; round++) {
    edges = withoutDeadEnds(edges, nodes.length, streets, seed);
    edges = withoutSlivers({ nodes, edges }, streets);
  }
  edges = withoutDeadEnds(edges, nodes.length, streets, seed);
  return { nodes, edges: largestPart(edges, nodes.length) };
}

export function degreesOf(edges: readonly NetworkEdge[], nodeCount: number): Uint16Array {
  const degrees = new Uint16Array(nodeCount);
  for (const { from, to } of edges) {
    degrees[from]! += 1;
    degrees[to]! += 1;
  }
  return degrees;
}

function thin({ nodes, edges }: Network, streets: readonly RoughStreet[], seed: number): NetworkEdge[] {
  const degrees = degreesOf(edges, nodes.length);
  return edges.filter((edge) => {
    const street = streets[edge.street]!;
    const spare = degrees[edge.from]! >= 4 && degrees[edge.to]! >= 4;
    if (street.family !== "cross" || !isMinor(street) || !spare) return true;
    if (lot(seed, edge) >= THINNED_SHARE) return true;
    degrees[edge.from]! -= 1;
    degrees[edge.to]! -= 1;
    return false;
  });
}

function withoutDeadEnds(
  edges: readonly NetworkEdge[],
  nodeCount: number,
  streets: readonly RoughStreet[],
  seed: number,
): NetworkEdge[] {
  let kept = [...edges];
  for (let before = -1; before !== kept.length;) {
    before = kept.length;
    const degrees = degreesOf(kept, nodeCount);
    kept = kept.filter((edge) => {
      if (degrees[edge.from]! > 1 && degrees[edge.to]! > 1) return true;
      const street = streets[edge.street]!;
      if (!isMinor(street)) return edge.lengthM > 3 * STUB_M || street.class !== "tertiary";
      if (edge.lengthM < STUB_M) return false;
      return edge.lengthM <= LONGEST_DEAD_END_M && lot(seed + 1, edge) < DEAD_END_SHARE;
    });
  }
  return kept;
}

/** Opens each too small block by taking away the longest minor street beside it. */
function withoutSlivers(network: Network, streets: readonly RoughStreet[]): NetworkEdge[] {
  const doomed = new Set<number>();
  const isPart = (edge: number): boolean => streets[network.edges[edge]!.street]!.class !== "motorway";
  for (const face of findFaces(network, isPart)) {
    if (face.areaM2 <= 0 || face.areaM2 >= SMALLEST_BLOCK_M2) continue;
    if (face.edges.some((edge) => doomed.has(edge))) continue;
    const minor = face.edges.filter((edge) => isMinor(streets[network.edges[edge]!.street]!));
    const longest = minor.sort((a, b) => network.edges[b]!.lengthM - network.edges[a]!.lengthM)[0];
    if (longest !== undefined) doomed.add(longest);
  }
  return network.edges.filter((_, i) => !doomed.has(i));
}

function largestPart(edges: readonly NetworkEdge[], nodeCount: number): NetworkEdge[] {
  const parent = Int32Array.from({ length: nodeCount }, (_, i) => i);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = node; parent[at] !== root;) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  for (const { from, to } of edges) parent[rootOf(from)] = rootOf(to);
  const sizes = new Map<number, number>();
  for (const { from } of edges) sizes.set(rootOf(from), (sizes.get(rootOf(from)) ?? 0) + 1);
  const [largest] = [...sizes].sort((a, b) => b[1] - a[1])[0] ?? [-1];
  return edges.filter(({ from }) => rootOf(from) === largest);
}
