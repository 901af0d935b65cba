import { createInstance } from "i18next";
import { describe, expect, it, vi } from "vitest";
import { PROBLEM_STATUS } from "../../domain/problem.ts";
import { tr } from "../i18n/tr.ts";
import { createApiClient, urlOf } from "./api-client.ts";
import { ApiError, isProblem, isTransient } from "./api-error.ts";
import { problemText } from "./problem-text.ts";
import { allPages } from "./queries.ts";

const i18n = createInstance({ lng: "tr", resources: { tr: { translation: tr } }, initAsync: false });
await i18n.init();

const problem = (code: keyof typeof PROBLEM_STATUS) => ({
  type: "about:blank",
  title: code,
  status: PROBLEM_STATUS[code],
  code,
  detail: "",
});

function clientThat(answer: () => Response | Promise<Response>) {
  const signInAgain = vi.fn<() => Promise<boolean>>(async () => false);
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer());
  return { client: createApiClient({ fetch, signInAgain }), fetch, signInAgain };
}

const failureOf = (call: Promise<unknown>): Promise<ApiError> =>
  call.then(
    () => Promise.reject(new Error("the call succeeded")),
    (error: unknown) => (error instanceof ApiError ? error : Promise.reject(new Error("not an ApiError"))),
  );

describe("urlOf", () => {
  it("fills parameters and writes the query", () => {
    expect(
      urlOf("/api/vehicles/{id}/positions", { id: 7 }, { from: "2026-11-22T10:00:00Z", limit: 5, after: undefined }),
    ).toBe("/api/vehicles/7/positions?from=2026-11-22T10%3A00%3A00Z&limit=5");
    expect(urlOf("/api/session", undefined, undefined)).toBe("/api/session");
  });
});

describe("createApiClient", () => {
  it("parses the answer by the contract", async () => {
    const unit = { id: 1, parentId: null, name: "Başkanlık", kind: "presidency", path: [1] };
    const { client } = clientThat(() => Response.json({ items: [unit], next: null }));
    await expect(client.call("listUnits", { query: { limit: 10 } })).resolves.toEqual({ items: [unit], next: null });
  });

  it("sends a body as JSON", async () => {
    const { client, fetch } = clientThat(() => new Response(null, { status: 204 }));
    await client.call("signOut");
    await failureOf(client.call("signIn", { body: { username: "a", password: "b" } }));
    expect(fetch.mock.calls.map(([url, init]) => [url, init?.method, init?.body])).toEqual([
      ["/api/session", "DELETE", null],
      ["/api/session", "POST", '{"username":"a","password":"b"}'],
    ]);
  });

  it("tells a problem from silence and from nonsense", async () => {
    const { client: refused } = clientThat(() => Response.json(problem("database_unavailable"), { status: 503 }));
    const { client: silent } = clientThat(() => Promise.reject(new TypeError("fetch failed")));
    const { client: nonsense } = clientThat(() => Response.json({ items: "no" }));
    const { client: proxy } = clientThat(() => new Response("<html>", { status: 502 }));
    const failures = await Promise.all(
      [refused, silent, nonsense, proxy].map((client) => failureOf(client.call("listUnits"))),
    );
    expect(failures.map(({ failure }) => failure.kind)).toEqual(["problem", "network", "unreadable", "unreadable"]);
    expect(failures.map(isTransient)).toEqual([true, true, false, false]);
  });

  it("asks for a sign-in at the end of the session, but not where the session is the matter", async () => {
    const { client, signInAgain } = clientThat(() => Response.json(problem("not_signed_in"), { status: 401 }));
    expect(isProblem(await failureOf(client.call("getSession")), "not_signed_in")).toBe(true);
    await failureOf(client.call("signIn", { body: { username: "a", password: "b" } }));
    await failureOf(client.call("signOut"));
    expect(signInAgain).not.toHaveBeenCalled();
    expect(isProblem(await failureOf(client.call("listVehicles")), "not_signed_in")).toBe(true);
    expect(signInAgain).toHaveBeenCalledOnce();
  });

  it("sends a call once more, body and all, when the person has signed in again", async () => {
    let signedIn = false;
    const { client, fetch, signInAgain } = clientThat(() =>
      signedIn
        ? Response.json({ id: 9, parentId: 1, name: "Yeni birim", kind: "section", path: [1, 9] }, { status: 201 })
        : Response.json(problem("not_signed_in"), { status: 401 }),
    );
    signInAgain.mockImplementation(async () => (signedIn = true));
    const body = { parentId: 1, name: "Yeni birim", kind: "section" } as const;
    await expect(client.call("createUnit", { body })).resolves.toMatchObject({ id: 9 });
    expect(fetch.mock.calls.map(([, init]) => init?.body)).toEqual([JSON.stringify(body), JSON.stringify(body)]);
  });
});

describe("allPages", () => {
  it("walks the cursor to the end", async () => {
    const pages: Record<string, { items: number[]; next: string | null }> = {
      start: { items: [1, 2], next: "b" },
      b: { items: [3], next: null },
    };
    await expect(allPages(async (after) => pages[after ?? "start"] ?? { items: [], next: null })).resolves.toEqual([
      1, 2, 3,
    ]);
  });
});

describe("problemText", () => {
  it.each(Object.keys(PROBLEM_STATUS) as (keyof typeof PROBLEM_STATUS)[])(
    "says what %s means and what to do",
    (code) => {
      const { title, action } = problemText(i18n.t, new ApiError({ kind: "problem", problem: problem(code) }));
      expect(title).not.toContain(code);
      expect(action.endsWith(".")).toBe(true);
    },
  );

  it("names an unknown code only beside words", () => {
    const { title, action } = problemText(
      i18n.t,
      new ApiError({ kind: "problem", problem: { ...problem("internal"), code: "brand_new" } }),
    );
    expect(title).toBe("Sunucu isteği geri çevirdi");
    expect(action).toContain("brand_new");
  });

  it("speaks about silence", () => {
    expect(problemText(i18n.t, new ApiError({ kind: "network" })).title).toBe("Sunucuya ulaşılamadı");
    expect(problemText(i18n.t, new Error("?")).title).toBe("Sunucunun yanıtı anlaşılamadı");
  });
});
