import { describe, expect, it } from "vitest";
import { contractRequest } from "./contract-request.ts";

describe("contractRequest", () => {
  it("fills path parameters and leaves out what is not set", () => {
    expect(
      contractRequest("listPositions", {
        params: { id: 7 },
        query: { from: "2026-01-01T00:00:00+03:00", to: "2026-01-02T00:00:00Z" },
      }),
    ).toEqual({
      method: "GET",
      path: "/api/vehicles/7/positions?from=2026-01-01T00%3A00%3A00%2B03%3A00&to=2026-01-02T00%3A00%3A00Z",
      body: null,
      contentType: "application/json",
    });
  });

  it("sends a body as JSON", () => {
    expect(contractRequest("signIn", { body: { username: "a", password: "b" } })).toEqual({
      method: "POST",
      path: "/api/session",
      body: '{"username":"a","password":"b"}',
      contentType: "application/json",
    });
  });

  it("sends a file as it is", () => {
    const body = new Uint8Array([1, 2]);
    expect(contractRequest("importVehicles", { query: { dryRun: "false" }, body })).toEqual({
      method: "POST",
      path: "/api/vehicles/import?dryRun=false",
      body,
      contentType: "text/csv",
    });
  });
});
