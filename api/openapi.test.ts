import { describe, expect, it } from "vitest";
import { contract } from "../domain/contract.ts";
import { docsPage } from "./docs-page.ts";
import { fileContract } from "./file-contract.ts";
import { openApiDocument } from "./openapi.ts";

const document = openApiDocument("1.2.3");
const text = JSON.stringify(document);

describe("openApiDocument", () => {
  it("describes every route once", () => {
    const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = [...Object.values(contract), ...Object.values(fileContract)];
    expect(operations.toSorted()).toEqual(routes.map((route) => `${route.method} ${route.path}`).toSorted());
  });

  it("refers only to schemas it holds", () => {
    const references = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]);
    expect(references.length).toBeGreaterThan(20);
    for (const name of references) expect(document.components?.schemas).toHaveProperty(String(name));
  });

  it("has patterns that are regular expressions without delimiters", () => {
    const patterns = [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map((match) =>
      String(JSON.parse(match[1] ?? '""')),
    );
    expect(patterns.length).toBeGreaterThan(1);
    for (const pattern of patterns) {
      expect(pattern).not.toMatch(/\/[a-z]*$/);
      expect(() => new RegExp(pattern, "u")).not.toThrow();
    }
  });

  it("gives path parameters their place and type", () => {
    expect(document.paths?.["/api/vehicles/{id}"]?.get?.parameters).toEqual([
      expect.objectContaining({
        name: "id",
        in: "path",
        required: true,
        schema: expect.objectContaining({ type: "integer" }),
      }),
    ]);
    expect(document.paths?.["/api/vehicles"]?.get?.parameters).toContainEqual(
      expect.objectContaining({ name: "archived", schema: expect.objectContaining({ type: "boolean" }) }),
    );
  });
});

describe("docsPage", () => {
  const page = docsPage(document);

  it("shows every operation and every problem code", () => {
    for (const route of Object.values(contract)) expect(page).toContain(route.summary.replaceAll("'", "&apos;"));
    expect(page).toContain('id="plate_taken"');
  });

  it("needs no script and nothing from elsewhere", () => {
    expect(page).not.toMatch(/<script|https?:\/\/|src=/);
  });
});
