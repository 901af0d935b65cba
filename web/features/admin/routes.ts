// The screens of the administration under /yonetim, each loaded when it is opened.
import { type AnyRoute, createRoute, lazyRouteComponent } from "@tanstack/react-router";

/** Tables keep their view in the address; they read and check it themselves. */
export const anySearch = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)]));

export function adminRoutes<P extends AnyRoute>(parent: P) {
  const admin = createRoute({
    getParentRoute: () => parent,
    path: "/yonetim",
    component: lazyRouteComponent(() => import("./AdminPage.tsx"), "AdminPage"),
  });
  const home = createRoute({
    getParentRoute: () => admin,
    path: "/",
    component: lazyRouteComponent(() => import("./AdminHome.tsx"), "AdminHome"),
  });
  const vehicles = createRoute({
    getParentRoute: () => admin,
    path: "/araclar",
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import("./vehicles/VehiclesPage.tsx"), "VehiclesPage"),
  });
  const devices = createRoute({
    getParentRoute: () => admin,
    path: "/cihazlar",
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import("./devices/DevicesPage.tsx"), "DevicesPage"),
  });
  const integrations = createRoute({
    getParentRoute: () => admin,
    path: "/entegrasyonlar",
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import("./integrations/IntegrationsPage.tsx"), "IntegrationsPage"),
  });
  const connectors = createRoute({
    getParentRoute: () => admin,
    path: "/dis-baglantilar",
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import("./connectors/ConnectorsPage.tsx"), "ConnectorsPage"),
  });
  const units = createRoute({
    getParentRoute: () => admin,
    path: "/birimler",
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import("./units/UnitsPage.tsx"), "UnitsPage"),
  });
  const users = createRoute({
    getParentRoute: () => admin,
    path: "/kullanicilar",
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import("./users/UsersPage.tsx"), "UsersPage"),
  });
  const tokens = createRoute({
    getParentRoute: () => admin,
    path: "/anahtarlar",
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import("./tokens/TokensPage.tsx"), "TokensPage"),
  });
  const rejections = createRoute({
    getParentRoute: () => admin,
    path: "/retler",
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import("./rejections/RejectionsPage.tsx"), "RejectionsPage"),
  });
  const system = createRoute({
    getParentRoute: () => admin,
    path: "/sistem",
    component: lazyRouteComponent(() => import("./system/SystemPage.tsx"), "SystemPage"),
  });
  const audit = createRoute({
    getParentRoute: () => admin,
    path: "/denetim",
    validateSearch: anySearch,
    component: lazyRouteComponent(() => import("./audit/AuditPage.tsx"), "AuditPage"),
  });
  return admin.addChildren([
    home,
    vehicles,
    devices,
    integrations,
    connectors,
    units,
    users,
    tokens,
    rejections,
    system,
    audit,
  ]);
}
