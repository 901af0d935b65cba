// What a route of the contract is made of, and the inputs that many of them share.
import { z } from "zod";
import type { Permission } from "../rights.ts";

type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface Route {
  method: Method;
  /** Express and OpenAPI style with {name} parameters. */
  path: string;
  summary: string;
  /** Needed somewhere in the tree; null = any signed-in user; "public" = nobody need be signed in. */
  permission: Permission | null | "public";
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** JSON, parsed with this schema. */
  body?: z.ZodType;
  /** Where the body may be larger than usual. */
  maxBodyBytes?: number;
  /** Instead of JSON the body is a file of this type, handed on as bytes. */
  upload?: { type: string; maxBytes: number };
  status: 200 | 201 | 204;
  response: z.ZodType | null;
}

export const route = <const R extends Route>(definition: R): R => definition;

/** Ids are 32-bit in the database. */
const IdNumber = z.coerce.number().int().positive().max(2_147_483_647);
export const Id = z.object({ id: IdNumber });
/** A filter by id. */
export const IdFilter = IdNumber.optional();
export const Cursor = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  /** Opaque; the `next` of the page before. */
  after: z.string().max(200).optional(),
});
/** Part of a name, written any way. */
export const SearchText = z.string().max(100).optional();
const Instant = z.iso.datetime({ offset: true });
/** Half-open [from, to). */
export const Period = z.object({ from: Instant, to: Instant });
/** The same where both ends may stay open. */
export const OpenPeriod = Period.partial();

/** "true" or "false" in an address. */
export const Flag = (standard: boolean) => z.stringbool().default(standard).meta({ type: "boolean" });
/** The same as a filter: left out = both. */
export const FlagFilter = z.stringbool().optional().meta({ type: "boolean" });

export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
