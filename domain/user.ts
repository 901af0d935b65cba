// People who sign in.
import { z } from "zod";
import { Grant, PERMISSIONS } from "./rights.ts";

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/);

/** Length is the only rule: composition rules make passwords worse (NIST SP 800-63B §5.1.1.2). */
export const Password = z.string().min(10).max(256);

export const User = z
  .object({
    id: z.int(),
    username: z.string(),
    displayName: z.string(),
    disabled: z.boolean(),
    grants: z.array(Grant),
  })
  .meta({ id: "User" });
export type User = z.infer<typeof User>;

export const NewUser = z
  .object({
    username: Username,
    displayName: z.string().trim().min(1).max(120),
    password: Password,
    grants: z.array(Grant).default([]),
  })
  .meta({ id: "NewUser" });
export type NewUser = z.infer<typeof NewUser>;

export const UserChange = z
  .object({
    displayName: z.string().trim().min(1).max(120),
    password: Password,
    grants: z.array(Grant),
    disabled: z.boolean(),
  })
  .partial()
  .meta({ id: "UserChange" });
export type UserChange = z.infer<typeof UserChange>;

export const Credentials = z
  .object({ username: z.string().max(64), password: z.string().max(256) })
  .meta({ id: "Credentials" });
export type Credentials = z.infer<typeof Credentials>;

export const Session = z
  .object({
    user: User,
    permissions: z.array(z.enum(PERMISSIONS)),
    expiresAt: z.iso.datetime(),
    version: z.string(),
    /** IANA zone in which the installation shows times. */
    timeZone: z.string(),
    /** Shown on every screen when set, e.g. that the data is sample data. */
    notice: z.string().nullable(),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof Session>;
