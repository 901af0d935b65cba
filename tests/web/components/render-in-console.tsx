// Draws one component as the console does: its providers, theme, languages and session, with a server
// that answers what the test says. No screens: those are tested in tests/web.
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { I18nextProvider } from "react-i18next";
import { vi } from "vitest";
import { render, type RenderResult } from "vitest-browser-react";
import { contract, type ResponseOf, type RouteName } from "../../../domain/contract.ts";
import type { LiveFrame, LiveRecord } from "../../../domain/live-protocol.ts";
import type { Session } from "../../../domain/user.ts";
import { sessionQuery } from "../../../web/api/queries.ts";
import { createServices, type Services } from "../../../web/app/services.ts";
import { ServicesContext } from "../../../web/app/use-services.ts";
import type { Language } from "../../../web/i18n/create-i18n.ts";
import { packFrame } from "../../../web/live/frame-columns.ts";
import { createPreferences } from "../../../web/ui/preferences.ts";
import { cssVariables, theme } from "../../../web/ui/theme/theme.ts";

type Answers = { [N in RouteName]?: (body: unknown) => ResponseOf<N> | Response };

export interface Setting {
  language: Language;
  scheme: "light" | "dark";
  answers: Answers;
  permissions: Session["permissions"];
  /** What the live stream last said, at `nowMs` of the server. */
  live: { records: LiveRecord[]; nowMs: number };
}

export interface Drawn extends RenderResult {
  services: Services;
}

/** Everything a test does not care about: Turkish by day. */
const USUAL: Setting = {
  language: "tr",
  scheme: "light",
  answers: {},
  permissions: ["unit:read", "vehicle:read", "track:read", "device:read"],
  live: { records: [], nowMs: Date.UTC(2026, 10, 22, 11, 5) },
};

/** The appearances every component must be clean in. */
export const LOOKS = (["tr", "en"] as const).flatMap((language) =>
  (["light", "dark"] as const).map((scheme) => ({ language, scheme })),
);

const session = (permissions: Session["permissions"]): Session => ({
  user: {
    id: 1,
    username: "ayse",
    displayName: "Ayşe Işık",
    disabled: false,
    grants: [{ role: "dispatcher", unitId: 1 }],
  },
  permissions,
  expiresAt: "2026-11-22T20:00:00.000Z",
  passwordTemporary: false,
  version: "0.1.0",
  timeZone: "Europe/Istanbul",
  notice: null,
});

const routeOf = (method: string, path: string): RouteName | undefined =>
  (Object.keys(contract) as RouteName[]).find(
    (name) =>
      contract[name].method === method &&
      new RegExp(`^${contract[name].path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );

function answeringFetch(answers: Answers): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    const name = routeOf(init?.method ?? "GET", url.pathname);
    const answer = name && answers[name];
    if (!answer) throw new Error(`the test has no answer for ${init?.method ?? "GET"} ${url.pathname}`);
    const body = answer(typeof init?.body === "string" ? JSON.parse(init.body) : undefined);
    return body instanceof Response ? body : Response.json(body, { status: contract[name].status });
  };
}

function servicesFor({ language, answers, permissions, live: { records, nowMs } }: Setting): Services {
  vi.spyOn(globalThis, "fetch").mockImplementation(answeringFetch(answers));
  createPreferences(localStorage).setState({ language });
  const services = createServices();
  services.queryClient.setQueryData(sessionQuery(services.api).queryKey, session(permissions));
  const frame: LiveFrame = { kind: "snapshot", seq: 1, baseSeq: 0, serverTimeMs: nowMs, records, gone: [] };
  services.live.store.apply(packFrame(frame), Date.now());
  services.live.store.setState({ link: { phase: "live" } });
  return services;
}

export async function renderInConsole(component: ReactNode, setting: Partial<Setting> = {}): Promise<Drawn> {
  const whole = { ...USUAL, ...setting };
  const services = servicesFor(whole);
  document.documentElement.dataset["mantineColorScheme"] = whole.scheme;
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
  await document.fonts.load('16px "Inter Variable"');
  const drawn = await render(component, {
    wrapper: ({ children }) => (
      <ServicesContext value={services}>
        <QueryClientProvider client={services.queryClient}>
          <I18nextProvider i18n={services.i18n}>
            <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={whole.scheme}>
              <RouterContextProvider router={router}>
                <main>{children}</main>
              </RouterContextProvider>
            </MantineProvider>
          </I18nextProvider>
        </QueryClientProvider>
      </ServicesContext>
    ),
  });
  return { ...drawn, services };
}
