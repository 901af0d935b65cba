// The screens and their addresses. A new screen is one route here and one folder under features/.
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { isProblem } from "../api/api-error.ts";
import { sessionQuery } from "../api/queries.ts";
import { forgetSignIn, mayBeSignedIn } from "../api/signed-in-marker.ts";
import { adminRoutes, anySearch } from "../features/admin/routes.ts";
import { readAlarmSearch, writeAlarmSearch } from "../features/alarms/alarm-search.ts";
import { readLiveSearch, writeLiveSearch } from "../features/live/live-search.ts";
import { readReplaySearch, writeReplaySearch } from "../features/replay/replay-search.ts";
import { safeReturnPath } from "../features/sign-in/return-path.ts";
import { SignInPage } from "../features/sign-in/SignInPage.tsx";
import { CrashPage } from "./CrashPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { parseSearch, stringifySearch } from "./search-codec.ts";
import type { Services } from "./services.ts";

const rootRoute = createRootRouteWithContext<{ services: Services }>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/canli" });
  },
});

export interface SignInSearch {
  /** Where to go afterwards: a path of this console. */
  donus?: string;
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/giris",
  validateSearch: (search: Record<string, unknown>): SignInSearch => {
    const path = safeReturnPath(search["donus"]);
    return path === null ? {} : { donus: path };
  },
  component: SignInPage,
});

/** Everything behind the sign-in: checks the session once, draws the frame. */
const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "console",
  beforeLoad: async ({ context: { services }, location }) => {
    if (!mayBeSignedIn(document.cookie)) throw redirect({ to: "/giris", search: { donus: location.href } });
    try {
      await services.queryClient.ensureQueryData(sessionQuery(services.api));
    } catch (error) {
      if (!isProblem(error, "not_signed_in")) throw error;
      forgetSignIn(document);
      throw redirect({ to: "/giris", search: { donus: location.href } });
    }
  },
  component: lazyRouteComponent(() => import("./Shell.tsx"), "Shell"),
});

const liveRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/canli",
  validateSearch: (search: Record<string, unknown>) => writeLiveSearch(readLiveSearch(search)),
  component: lazyRouteComponent(() => import("../features/live/LiveRoute.tsx"), "LiveRoute"),
});

const alarmsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/alarmlar",
  validateSearch: (search: Record<string, unknown>) => writeAlarmSearch(readAlarmSearch(search)),
  component: lazyRouteComponent(() => import("../features/alarms/AlarmsPage.tsx"), "AlarmsPage"),
});

const reportsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/raporlar",
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import("../features/reports/ReportsPage.tsx"), "ReportsPage"),
});

const replayRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/gecmis",
  validateSearch: (search: Record<string, unknown>) => writeReplaySearch(readReplaySearch(search)),
  component: lazyRouteComponent(() => import("../features/replay/ReplayPage.tsx"), "ReplayPage"),
});

const geofencesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/bolgeler",
  component: lazyRouteComponent(() => import("../features/geofences/GeofencesPage.tsx"), "GeofencesPage"),
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  signInRoute,
  consoleRoute.addChildren([
    liveRoute,
    alarmsRoute,
    geofencesRoute,
    reportsRoute,
    replayRoute,
    adminRoutes(consoleRoute),
  ]),
]);

export function createAppRouter(services: Services) {
  return createRouter({ routeTree, context: { services }, parseSearch, stringifySearch, defaultPreload: false });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
