// The very first start: a root unit and someone who can sign in.
import { Username, Password } from "../domain/user.ts";
import type { Database } from "../gis/database.ts";
import { createUnit, rootUnit } from "../gis/unit.ts";
import { countUsers, createUser } from "../gis/user.ts";
import { newDeviceSecret } from "./device-credential.ts";
import { hashPassword } from "./password.ts";

const DEFAULT_USERNAME = "admin";
const ROOT_NAME = "Başkanlık";

export interface FirstAdministrator {
  username: string;
  /** Only where it was made up here: it is shown once and kept nowhere. */
  password: string | null;
}

/**
 * Creates the root unit and its administrator where there is no user yet; null = there is.
 * @throws ZodError where the given name or password is not acceptable
 */
export async function ensureFirstAdministrator(
  database: Database,
  given: { username?: string; password?: string } = {},
): Promise<FirstAdministrator | null> {
  if ((await countUsers(database)) > 0) return null;
  const username = Username.parse(given.username ?? DEFAULT_USERNAME);
  const password = given.password === undefined ? newDeviceSecret().slice(0, 20) : Password.parse(given.password);
  const passwordHash = await hashPassword(password);
  await database.transaction(async (tx) => {
    const root =
      (await rootUnit(tx)) ?? (await createUnit(tx, { parentId: null, name: ROOT_NAME, kind: "presidency" }));
    const grants = [{ role: "administrator" as const, unitId: root.id }];
    await createUser(tx, { username, displayName: username, passwordHash, grants });
  });
  return { username, password: given.password === undefined ? password : null };
}
