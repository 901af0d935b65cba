// `kentiz user add`: straight into the database, for the first people and for emergencies.
import { randomBytes } from "node:crypto";
import { hashPassword } from "../../api/password.ts";
import { Role } from "../../domain/rights.ts";
import { Password, Username } from "../../domain/user.ts";
import { createUser } from "../../gis/user.ts";
import { UsageError } from "../explain.ts";
import { findUnit } from "../everything.ts";
import { withStorage } from "../with-storage.ts";

interface Options {
  name?: string;
  role: string;
  unit?: string;
}

export async function addUser(usernameInput: string, options: Options): Promise<void> {
  const username = Username.safeParse(usernameInput);
  if (!username.success) {
    throw new UsageError("The user name may have 2 to 64 characters: letters a–z, digits, dot, dash, underscore.");
  }
  const role = Role.safeParse(options.role);
  if (!role.success) throw new UsageError(`Unknown role "${options.role}". Choose one of: ${Role.options.join(", ")}.`);
  const given = process.env["KENTIZ_PASSWORD"];
  const password = given ?? randomBytes(15).toString("base64url");
  if (!Password.safeParse(password).success)
    throw new UsageError("The password in KENTIZ_PASSWORD needs at least 10 characters.");

  await withStorage(async (database) => {
    const unit = await findUnit(database, options.unit);
    const fields = {
      username: username.data,
      displayName: options.name ?? username.data,
      passwordHash: await hashPassword(password),
      passwordTemporary: given === undefined,
      grants: [{ role: role.data, unitId: unit.id }],
    };
    await database.transaction((tx) => createUser(tx, fields));
    console.log(`User ${username.data} added: ${role.data} at ${unit.name}.`);
    if (given === undefined) console.log(`Password: ${password}   (shown only this once)`);
  });
}
