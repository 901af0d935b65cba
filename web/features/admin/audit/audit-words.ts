// What stands in the audit log, in words: names of fields, units, vehicles, kinds, dates, rights.
import type { TFunction } from "i18next";
import { z } from "zod";
import { WireFormat } from "../../../../domain/device.ts";
import { Grant } from "../../../../domain/rights.ts";
import type { Unit } from "../../../../domain/unit.ts";
import { UnitKind } from "../../../../domain/unit.ts";
import { type Vehicle, vehicleLabel } from "../../../../domain/vehicle.ts";
import { VEHICLE_KINDS, VehicleKind } from "../../../../domain/vehicle-kind.ts";
import { isLanguage } from "../../../i18n/create-i18n.ts";
import type { TimeFormat } from "../../../lib/time-format.ts";
import { FORMAT_NAMES } from "../format-name.ts";

const FIELDS = [
  "name",
  "kind",
  "parentId",
  "unitId",
  "username",
  "displayName",
  "disabled",
  "grants",
  "revokedTokens",
  "plate",
  "code",
  "colour",
  "speedLimitKmh",
  "archived",
  "photo",
  "key",
  "format",
  "vehicleId",
  "from",
  "topicFilters",
  "externalId",
  "readOnly",
  "expiresAt",
] as const;
type KnownField = (typeof FIELDS)[number];

const isKnown = (field: string): field is KnownField => FIELDS.some((known) => known === field);

/** A field that came later than these words is called as the log calls it. */
export const fieldWord = (t: TFunction, field: string): string =>
  isKnown(field) ? t(`adminAudit.fieldName.${field}`) : field;

export interface AuditWordsSetting {
  t: TFunction;
  language: string;
  time: TimeFormat;
  units: readonly Unit[];
  vehicles: readonly Vehicle[];
}

const UNIT_FIELDS: ReadonlySet<string> = new Set(["unitId", "parentId"]);
const Instant = z.iso.datetime({ offset: true });

/** Values were written by the server, at any time and version: what is not understood is shown as it is. */
export function createValueWord({ t, language, time, units, vehicles }: AuditWordsSetting) {
  const kinds = isLanguage(language) ? language : "tr";
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  const vehicleNames = new Map(vehicles.map((vehicle) => [vehicle.id, vehicleLabel(vehicle)]));
  const unitWord = (id: number): string => unitNames.get(id) ?? t("adminAudit.unknownUnit", { id });
  const grantWord = ({ role, unitId }: Grant): string =>
    t("adminUsers.grant", { role: t(`adminUsers.role.${role}`), unit: unitWord(unitId) });

  function textWord(field: string, text: string): string {
    if (field === "kind") {
      const vehicleKind = VehicleKind.safeParse(text);
      if (vehicleKind.success) return VEHICLE_KINDS[vehicleKind.data][kinds];
      const unitKind = UnitKind.safeParse(text);
      return unitKind.success ? t(`adminUnits.kind.${unitKind.data}`) : text;
    }
    if (field === "format") {
      const format = WireFormat.safeParse(text);
      return format.success ? FORMAT_NAMES[format.data] : text;
    }
    return Instant.safeParse(text).success ? time.dateTime(Date.parse(text)) : text;
  }

  return (field: string, value: unknown): string => {
    if (typeof value === "boolean") return t(value ? "adminAudit.yes" : "adminAudit.no");
    if (typeof value === "string") return textWord(field, value);
    if (typeof value === "number") {
      if (UNIT_FIELDS.has(field)) return unitWord(value);
      return field === "vehicleId" ? (vehicleNames.get(value) ?? t("adminAudit.unknownVehicle")) : String(value);
    }
    const grants = field === "grants" ? z.array(Grant).safeParse(value) : null;
    if (grants?.success) return grants.data.map(grantWord).join(", ") || t("adminUsers.noRoles");
    const texts = z.array(z.string()).safeParse(value);
    return texts.success ? texts.data.join(", ") || "–" : JSON.stringify(value);
  };
}
