// A piece of a vehicle's way as the database keeps it: a line whose Z is epoch seconds and whose M is the
// speed in km/h, as extended well-known binary (little endian), written and read by hand.
import type { PathPiece, PathPoint } from "../../domain/fleet/path-piece.ts";

/** LineString with Z, M and SRID flags of EWKB. */
const LINE_ZM_SRID = 0x2000_0000 + 0x8000_0000 + 0x4000_0000 + 2;
const SRID = 4326;
const HEADER_BYTES = 13;
const POINT_BYTES = 32;
const SPEED_UNKNOWN = -1;

/** In hexadecimal, as geometry is written in text. */
export function lineOfPiece({ points }: PathPiece): string {
  const buffer = Buffer.alloc(HEADER_BYTES + points.length * POINT_BYTES);
  buffer.writeUInt8(1, 0);
  buffer.writeUInt32LE(LINE_ZM_SRID, 1);
  buffer.writeInt32LE(SRID, 5);
  buffer.writeUInt32LE(points.length, 9);
  for (const [index, { lon, lat, timeMs, speedKmh }] of points.entries()) {
    const at = HEADER_BYTES + index * POINT_BYTES;
    buffer.writeDoubleLE(lon, at);
    buffer.writeDoubleLE(lat, at + 8);
    buffer.writeDoubleLE(timeMs / 1000, at + 16);
    buffer.writeDoubleLE(speedKmh ?? SPEED_UNKNOWN, at + 24);
  }
  return buffer.toString("hex");
}

/** Reads what ST_AsEWKB(path, 'NDR') gives. */
export function pointsOfLine(line: Buffer): PathPoint[] {
  return Array.from({ length: line.readUInt32LE(9) }, (_, index): PathPoint => {
    const at = HEADER_BYTES + index * POINT_BYTES;
    const speedKmh = line.readDoubleLE(at + 24);
    return {
      lon: line.readDoubleLE(at),
      lat: line.readDoubleLE(at + 8),
      timeMs: Math.round(line.readDoubleLE(at + 16) * 1000),
      speedKmh: speedKmh === SPEED_UNKNOWN ? null : speedKmh,
    };
  });
}
