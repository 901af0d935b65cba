import { describe, expect, it } from "vitest";
import { createPasswords, hashPassword } from "./password.ts";

describe("passwords", () => {
  it("are argon2id with the recommended cost", async () => {
    expect(await hashPassword("correct horse")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("match only the right one, and never for an unknown user", async () => {
    const passwords = await createPasswords();
    const hash = await hashPassword("şifre-ığü-123");
    await expect(passwords.matches(hash, "şifre-ığü-123")).resolves.toBe(true);
    await expect(passwords.matches(hash, "sifre-igu-123")).resolves.toBe(false);
    await expect(passwords.matches(null, "şifre-ığü-123")).resolves.toBe(false);
  });
});
