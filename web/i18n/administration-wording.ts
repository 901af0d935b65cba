// Words that only the lazily loaded screens need. They come with those screens, so that the shell
// stays small; keys are checked like all others.
import type { i18n } from "i18next";
import { admin as adminEn } from "./en/admin.ts";
import { adminDevices as devicesEn, adminVehicles as vehiclesEn } from "./en/admin-fleet.ts";
import { adminImport as importEn, adminTail as tailEn } from "./en/admin-import.ts";
import { adminDatastreams as datastreamsEn } from "./en/admin-datastreams.ts";
import { adminTokens as tokensEn } from "./en/admin-tokens.ts";
import { adminConnectors as connectorsEn } from "./en/admin-connectors.ts";
import { adminHealth as healthEn } from "./en/admin-health.ts";
import { adminIntegrations as integrationsEn } from "./en/admin-integrations.ts";
import { adminUnits as unitsEn, adminUsers as usersEn } from "./en/admin-people.ts";
import { adminRejections as rejectionsEn } from "./en/admin-rejections.ts";
import { adminAudit as auditEn, adminSystem as systemEn } from "./en/admin-system.ts";
import { reports as reportsEn } from "./en/reports.ts";
import { form as formEn, table as tableEn } from "./en/table.ts";
import { admin } from "./tr/admin.ts";
import { adminDevices, adminVehicles } from "./tr/admin-fleet.ts";
import { adminImport, adminTail } from "./tr/admin-import.ts";
import { adminDatastreams } from "./tr/admin-datastreams.ts";
import { adminTokens } from "./tr/admin-tokens.ts";
import { adminConnectors } from "./tr/admin-connectors.ts";
import { adminHealth } from "./tr/admin-health.ts";
import { adminIntegrations } from "./tr/admin-integrations.ts";
import { adminUnits, adminUsers } from "./tr/admin-people.ts";
import { adminRejections } from "./tr/admin-rejections.ts";
import { adminAudit, adminSystem } from "./tr/admin-system.ts";
import { reports } from "./tr/reports.ts";
import { form, table } from "./tr/table.ts";
import type { Worded } from "./tr.ts";

const turkish = {
  table,
  form,
  admin,
  adminVehicles,
  adminDevices,
  adminUnits,
  adminUsers,
  adminRejections,
  adminSystem,
  adminAudit,
  adminImport,
  adminConnectors,
  adminHealth,
  adminIntegrations,
  adminTail,
  adminTokens,
  adminDatastreams,
  reports,
} as const;
export type AdministrationWording = Worded<typeof turkish>;

const english: AdministrationWording = {
  table: tableEn,
  form: formEn,
  admin: adminEn,
  adminVehicles: vehiclesEn,
  adminDevices: devicesEn,
  adminUnits: unitsEn,
  adminUsers: usersEn,
  adminRejections: rejectionsEn,
  adminSystem: systemEn,
  adminAudit: auditEn,
  adminImport: importEn,
  adminConnectors: connectorsEn,
  adminHealth: healthEn,
  adminIntegrations: integrationsEn,
  adminTail: tailEn,
  adminTokens: tokensEn,
  adminDatastreams: datastreamsEn,
  reports: reportsEn,
};

export const administrationWording = { tr: turkish, en: english } as const;

export function addAdministrationWording(i18n: i18n): void {
  if (i18n.exists("admin.title")) return;
  i18n.addResourceBundle("tr", "translation", turkish, true);
  i18n.addResourceBundle("en", "translation", english, true);
}
