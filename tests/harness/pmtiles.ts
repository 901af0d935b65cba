// Writes a tiny PMTiles archive of version 3: one root directory, nothing compressed.
// Layout: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
import { zxyToTileId } from "pmtiles";

const HEADER_BYTES = 127;
const NOT_COMPRESSED = 1;
const PMTILES_TYPES = { vector: 1, png: 2 } as const;

export interface ArchiveTile {
  z: number;
  x: number;
  y: number;
  data: Uint8Array;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

export function writePmtiles(
  type: keyof typeof PMTILES_TYPES,
  tiles: readonly ArchiveTile[],
  metadata: object = {},
): Buffer {
  const entries = tiles
    .map((tile) => ({ id: zxyToTileId(tile.z, tile.x, tile.y), data: tile.data }))
    .toSorted((a, b) => a.id - b.id);
  // Columns: ids as differences, run lengths, lengths, offsets (plus one).
  let offset = 0;
  const offsets = entries.map(({ data }) => {
    const at = offset;
    offset += data.length;
    return at;
  });
  const directory = Buffer.from([
    ...varint(entries.length),
    ...entries.flatMap(({ id }, index) => varint(id - (entries[index - 1]?.id ?? 0))),
    ...entries.flatMap(() => varint(1)),
    ...entries.flatMap(({ data }) => varint(data.length)),
    ...offsets.flatMap((at) => varint(at + 1)),
  ]);
  const json = Buffer.from(JSON.stringify(metadata));
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("PMTiles", 0, "latin1");
  header.writeUInt8(3, 7);
  const jsonAt = HEADER_BYTES + directory.length;
  const dataAt = jsonAt + json.length;
  const places = [HEADER_BYTES, directory.length, jsonAt, json.length, dataAt, 0, dataAt, offset];
  for (const [index, place] of places.entries()) header.writeBigUInt64LE(BigInt(place), 8 + index * 8);
  for (let index = 0; index < 3; index += 1) header.writeBigUInt64LE(BigInt(entries.length), 72 + index * 8);
  const zooms = tiles.map(({ z }) => z);
  header.set([1, NOT_COMPRESSED, NOT_COMPRESSED, PMTILES_TYPES[type], Math.min(...zooms), Math.max(...zooms)], 96);
  // The whole world, in degrees × 10⁷.
  for (const [index, degrees] of [-180, -85, 180, 85].entries()) header.writeInt32LE(degrees * 1e7, 102 + index * 4);
  return Buffer.concat([header, directory, json, ...entries.map(({ data }) => data)]);
}
