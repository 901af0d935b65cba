// Keys with which programs call the API in the name of a user: `Authorization: Bearer …`.
import { z } from "zod";

export const MAX_API_TOKENS = 50;

export const ApiToken = z
  .object({
    id: z.int(),
    name: z.string(),
    /** It can read only, whatever the user may change. */
    readOnly: z.boolean(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "ApiToken" });
export type ApiToken = z.infer<typeof ApiToken>;

export const NewApiToken = z
  .object({
    name: z.string().trim().min(1).max(80),
    readOnly: z.boolean().default(true),
    /** Left out or null: works until it is revoked. */
    expiresInDays: z.int().min(1).max(3650).nullish(),
  })
  .meta({ id: "NewApiToken" });
export type NewApiToken = z.infer<typeof NewApiToken>;

/** `token` is shown only in the answer that creates it. */
export const CreatedApiToken = ApiToken.extend({ token: z.string() }).meta({ id: "CreatedApiToken" });
export type CreatedApiToken = z.infer<typeof CreatedApiToken>;
