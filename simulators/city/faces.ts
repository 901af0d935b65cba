// The faces of a network: blocks between streets. Walks each side of each edge and always takes the
// next edge clockwise, which goes once around every block anticlockwise.
import { signedArea } from "./plane-polygon.ts";
import type { PlanePoint } from "./plane.ts";
import type { Network } from "./planarise.ts";

export interface Face {
  /** Anticlockwise, not closed; dead ends are walked on both sides. */
  ring: PlanePoint[];
  /** Negative for the outside. */
  areaM2: number;
  /** Edge numbers in the order walked. */
  edges: number[];
  /** Of each ring point the edge that leaves it. */
  edgeOfPoint: number[];
}

/** `isPart` leaves out edges that cross others without meeting them, such as a motorway on a bridge. */
export function findFaces({ nodes, edges }: Network, isPart: (edge: number) => boolean): Face[] {
  // Half-edge 2e runs from → to, 2e+1 back.
  const leaving: number[][] = nodes.map(() => []);
  const angles = new Float64Array(edges.length * 2);
  const walked = new Uint8Array(edges.length * 2);
  edges.forEach((edge, e) => {
    if (!isPart(e)) {
      walked.fill(1, 2 * e, 2 * e + 2);
      return;
    }
    const { points } = edge;
    const [first, second] = [points[0]!, points[1]!];
    const [last, beforeLast] = [points.at(-1)!, points.at(-2)!];
    angles[2 * e] = Math.atan2(second[1] - first[1], second[0] - first[0]);
    angles[2 * e + 1] = Math.atan2(beforeLast[1] - last[1], beforeLast[0] - last[0]);
    leaving[edge.from]!.push(2 * e);
    leaving[edge.to]!.push(2 * e + 1);
  });
  const placeOf = new Int32Array(edges.length * 2);
  for (const halves of leaving) {
    halves.sort((a, b) => angles[a]! - angles[b]!);
    halves.forEach((half, i) => (placeOf[half] = i));
  }
  const after = (half: number): number => {
    const twin = half ^ 1;
    const edge = edges[half >> 1]!;
    const halves = leaving[half & 1 ? edge.from : edge.to]!;
    return halves[(placeOf[twin]! - 1 + halves.length) % halves.length]!;
  };

  const faces: Face[] = [];
  for (let start = 0; start < walked.length; start++) {
    if (walked[start]) continue;
    const face: Face = { ring: [], areaM2: 0, edges: [], edgeOfPoint: [] };
    for (let half = start; !walked[half]; half = after(half)) {
      walked[half] = 1;
      const e = half >> 1;
      const { points } = edges[e]!;
      const ordered = half & 1 ? points.toReversed() : points;
      face.edges.push(e);
      for (let i = 0; i + 1 < ordered.length; i++) {
        face.ring.push(ordered[i]!);
        face.edgeOfPoint.push(e);
      }
    }
    face.areaM2 = signedArea(face.ring);
    faces.push(face);
  }
  return faces;
}
