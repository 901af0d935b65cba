// People who sign in.
import { z } from "zod";
import { Grant, PERMISSIONS } from "./rights.ts";

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/);

/** Cookie that tells the console, and nobody anything secret, that a session cookie was set. */
export const SIGNED_IN_MARKER = "kentiz_signed_in";

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

/** A user as administrators see one. */
export const UserAccount = User.extend({
  createdAt: z.iso.datetime(),
  lastSignInAt: z.iso.datetime().nullable(),
  /** The password was set by an administrator and not changed by the user since. */
  passwordTemporary: z.boolean(),
}).meta({ id: "UserAccount" });
export type UserAccount = z.infer<typeof UserAccount>;

const DisplayName = z.string().trim().min(1).max(120);

export const NewUser = z
  .object({
    username: Username,
    displayName: DisplayName,
    /** Left out: a temporary one is made up. */
    password: Password.optional(),
    grants: z.array(Grant).max(100).default([]),
  })
  .meta({ id: "NewUser" });
export type NewUser = z.infer<typeof NewUser>;

/** Shown only in the answer that makes it; null = the administrator chose it. */
export const TemporaryPassword = z
  .object({ temporaryPassword: z.string().nullable() })
  .meta({ id: "TemporaryPassword" });
export type TemporaryPassword = z.infer<typeof TemporaryPassword>;

export const CreatedUser = UserAccount.extend(TemporaryPassword.shape).meta({ id: "CreatedUser" });
export type CreatedUser = z.infer<typeof CreatedUser>;

export const UserChange = z
  .object({
    displayName: DisplayName,
    /** Someone else's; the own one takes the present password (POST /api/session/password). */
    password: Password,
    grants: z.array(Grant).max(100),
    disabled: z.boolean(),
  })
  .partial()
  .meta({ id: "UserChange" });
export type UserChange = z.infer<typeof UserChange>;

export const PasswordReset = z
  .object({
    /** Left out: one is made up. */
    password: Password.optional(),
  })
  .meta({ id: "PasswordReset" });
export type PasswordReset = z.infer<typeof PasswordReset>;

export const PasswordChange = z
  .object({ currentPassword: z.string().max(256), newPassword: Password })
  .meta({ id: "PasswordChange" });
export type PasswordChange = z.infer<typeof PasswordChange>;

export const Credentials = z
  .object({ username: z.string().max(64), password: z.string().max(256) })
  .meta({ id: "Credentials" });
export type Credentials = z.infer<typeof Credentials>;

export const Session = z
  .object({
    user: User,
    permissions: z.array(z.enum(PERMISSIONS)),
    expiresAt: z.iso.datetime(),
    /** An administrator set the password: the console asks for a new one. */
    passwordTemporary: z.boolean(),
    version: z.string(),
    /** IANA zone in which the installation shows times. */
    timeZone: z.string(),
    /** Shown on every screen when set, e.g. that the data is sample data. */
    notice: z.string().nullable(),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof Session>;
