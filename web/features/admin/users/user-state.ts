// What keeps a user from working, if anything.
import type { UserAccount } from "../../../../domain/user.ts";

export const USER_STATES = ["active", "temporary", "locked"] as const;
export type UserState = (typeof USER_STATES)[number];

export function userStateOf({ disabled, passwordTemporary }: UserAccount): UserState {
  if (disabled) return "locked";
  return passwordTemporary ? "temporary" : "active";
}
