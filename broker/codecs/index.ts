// All wire formats. Adding one is its own file and a line here.
import type { Codec } from "./codec.ts";
import { kentizCodec } from "./kentiz.ts";
import { owntracksCodec } from "./owntracks.ts";

export const CODECS: readonly Codec[] = [kentizCodec, owntracksCodec];

const BY_ROOT: ReadonlyMap<string, Codec> = new Map(CODECS.map((codec) => [codec.root, codec]));

/** The format whose topics start with this level. */
export function codecOfRoot(root: string): Codec | null {
  return BY_ROOT.get(root) ?? null;
}
