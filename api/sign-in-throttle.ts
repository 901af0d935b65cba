// Failed tries of a password make whoever tries wait: per user name and per address.
import type { Request } from "express";
import { AppError } from "../domain/problem.ts";
import { ADDRESS_PATIENCE, blockedUntil, clearFailures, recordFailure, USER_PATIENCE } from "../gis/login-failure.ts";
import type { ApiContext } from "./context.ts";

export const userSubject = (username: string): string => `user:${username}`;

/** @throws AppError too_many_attempts */
async function refuseWhileBlocked({ database }: ApiContext, subjects: string[]): Promise<void> {
  const until = await blockedUntil(database, subjects);
  const seconds = until === null ? 0 : Math.ceil((until.getTime() - Date.now()) / 1000);
  if (seconds > 0) {
    throw new AppError("too_many_attempts", `Too many failed attempts. Try again in ${seconds} seconds.`, {
      retryAfterSeconds: seconds,
    });
  }
}

/**
 * Runs a check of a password under the throttle; tells whether it was right.
 * @throws AppError too_many_attempts
 */
export async function throttled(
  context: ApiContext,
  request: Request,
  username: string,
  isRight: () => Promise<boolean>,
): Promise<boolean> {
  const { database, logger } = context;
  const address = request.ip ?? "unknown";
  const [ofUser, ofAddress] = [userSubject(username), `address:${address}`];
  await refuseWhileBlocked(context, [ofUser, ofAddress]);
  if (await isRight()) {
    await clearFailures(database, ofUser);
    return true;
  }
  await recordFailure(database, ofUser, USER_PATIENCE);
  await recordFailure(database, ofAddress, ADDRESS_PATIENCE);
  logger.warn({ username, address }, "wrong password");
  return false;
}
