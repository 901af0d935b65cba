// Cuts a track into pieces the map can draw: about five-minute lines with a recency, and gap lines
// where nothing was heard for longer than usual.

export interface TrackPoint {
  fixTimeMs: number;
  lon: number;
  lat: number;
  speedKmh: number | null;
}

export interface TrackPiece {
  /** Nothing was heard along this piece. */
  gap: boolean;
  /** 0 = an hour ago, 1 = now. */
  recency: number;
  points: readonly TrackPoint[];
}

export const TRACK_SPAN_MS = 60 * 60_000;
/** A parked tracker reports every quarter of an hour at most; a driving one every minute. */
export const TRACK_GAP_MS = 3 * 60_000;
const PIECE_MS = 5 * 60_000;

/** Silence between two fixes only shows as a gap where the vehicle was under way or has moved. */
export function isGap(before: TrackPoint, after: TrackPoint): boolean {
  if (after.fixTimeMs - before.fixTimeMs <= TRACK_GAP_MS) return false;
  return (before.speedKmh ?? 0) >= 3 || Math.hypot(after.lon - before.lon, after.lat - before.lat) > 0.0005;
}

export function trackPieces(points: readonly TrackPoint[], nowMs: number): TrackPiece[] {
  const pieces: TrackPiece[] = [];
  const recencyOf = (point: TrackPoint): number =>
    Math.min(1, Math.max(0, 1 - (nowMs - point.fixTimeMs) / TRACK_SPAN_MS));
  let open: TrackPoint[] = [];

  const close = (): void => {
    const last = open.at(-1);
    if (last && open.length > 1) pieces.push({ gap: false, recency: recencyOf(last), points: open });
    open = [];
  };

  for (const point of points) {
    const previous = open.at(-1);
    const first = open[0];
    if (previous && isGap(previous, point)) {
      close();
      pieces.push({ gap: true, recency: recencyOf(point), points: [previous, point] });
    } else if (previous && first && point.fixTimeMs - first.fixTimeMs > PIECE_MS) {
      open.push(point);
      close();
    }
    open.push(point);
  }
  close();
  return pieces;
}
