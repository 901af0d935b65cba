import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { createSecretBox, SECRET_KEY_BYTES } from "./secret-box.ts";

const box = createSecretBox(randomBytes(SECRET_KEY_BYTES));

it("opens what it sealed, for that owner, and hides it", () => {
  const sealed = box.seal("gizli parola", "connector/7");
  expect(box.open(sealed, "connector/7")).toBe("gizli parola");
  expect(sealed.includes("gizli")).toBe(false);
  expect(box.seal("gizli parola", "connector/7")).not.toEqual(sealed);
});

it("opens nothing of another owner, of another key, or changed", () => {
  const sealed = box.seal("gizli parola", "connector/7");
  expect(box.open(sealed, "connector/8")).toBeNull();
  expect(createSecretBox(randomBytes(SECRET_KEY_BYTES)).open(sealed, "connector/7")).toBeNull();
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(box.open(sealed, "connector/7")).toBeNull();
  expect(box.open(Buffer.alloc(3), "connector/7")).toBeNull();
});
