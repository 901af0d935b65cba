// The key that passwords of other systems are sealed with: of the configuration, or made once and kept in
// DATA_DIR beside the database, readable by nobody else. Whoever loses it enters those passwords anew.
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SECRET_KEY_BYTES } from "../gis/secret-box.ts";

export class SecretKeyError extends Error {}

/** @throws SecretKeyError where the file holds something else */
export async function secretKey(dataDir: string, configured: string | undefined): Promise<Buffer> {
  if (configured !== undefined) return Buffer.from(configured, "base64");
  const path = join(dataDir, "secret.key");
  await mkdir(dataDir, { recursive: true });
  // "wx": of two processes that start at once, one makes it.
  await writeFile(path, randomBytes(SECRET_KEY_BYTES).toString("base64"), { mode: 0o600, flag: "wx" }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    },
  );
  const key = Buffer.from(await readFile(path, "utf8"), "base64");
  if (key.length !== SECRET_KEY_BYTES) throw new SecretKeyError(`${path} holds no key of ${SECRET_KEY_BYTES} bytes.`);
  return key;
}
