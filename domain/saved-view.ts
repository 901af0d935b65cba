// A screen with its filters that somebody wants to come back to, and the number key that opens it.
import { z } from "zod";

export const MAX_SAVED_VIEWS = 50;

const Name = z.string().trim().min(1).max(80);
/** Path and search of this console, e.g. "/canli?durum=park". Never another site: "//" begins a host. */
const Path = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])[^\p{Cc}]*$/u);
const Shortcut = z.int().min(1).max(9);

export const SavedView = z
  .object({
    id: z.int(),
    name: z.string(),
    path: z.string(),
    /** 1–9, each at most once per user. */
    shortcut: z.int().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "SavedView" });
export type SavedView = z.infer<typeof SavedView>;

export const NewSavedView = z
  .object({ name: Name, path: Path, shortcut: Shortcut.nullish() })
  .meta({ id: "NewSavedView" });
export type NewSavedView = z.infer<typeof NewSavedView>;

/** `shortcut: null` takes it away. */
export const SavedViewChange = z
  .object({ name: Name, path: Path, shortcut: Shortcut.nullable() })
  .partial()
  .meta({ id: "SavedViewChange" });
export type SavedViewChange = z.infer<typeof SavedViewChange>;
