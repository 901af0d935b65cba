// The two lists that can be imported: how to ask the server, and what a row looks like.
import type { TFunction } from "i18next";
import type { DeviceImport, ImportedCredential, VehicleImport } from "../../../../domain/csv-import.ts";
import { VEHICLE_KINDS } from "../../../../domain/vehicle-kind.ts";
import type { ApiClient } from "../../../api/api-client.ts";
import { isLanguage } from "../../../i18n/create-i18n.ts";

export interface ImportOrder {
  bytes: Uint8Array<ArrayBuffer>;
  /** For rows that name none. */
  unitId: number | null;
  dryRun: boolean;
  skipErrors: boolean;
}

interface PreviewRow {
  line: number;
  valid: boolean;
  cells: string[];
}

/** What both lists answer, made alike. */
export interface ImportAnswer extends Pick<
  VehicleImport,
  "total" | "valid" | "created" | "errors" | "unknownColumns" | "dryRun"
> {
  rows: PreviewRow[];
  credentials: ImportedCredential[];
}

export interface ImportKind {
  name: "vehicles" | "devices";
  /** Fields of a preview row. */
  fields: readonly ("plate" | "code" | "name" | "kind" | "unitId" | "format" | "vehicleId")[];
  template: (t: TFunction, language: string) => { header: string[]; rows: string[][] };
  send: (api: ApiClient, order: ImportOrder, names: ImportNames, signal: AbortSignal) => Promise<ImportAnswer>;
}

export interface ImportNames {
  language: string;
  unitName: (id: number | null) => string;
}

const queryOf = ({ unitId, dryRun, skipErrors }: ImportOrder) => ({
  dryRun: String(dryRun),
  skipErrors: String(skipErrors),
  ...(unitId === null ? {} : { unitId }),
});

const common = (answer: VehicleImport | DeviceImport) => {
  const { total, valid, created, errors, unknownColumns, dryRun } = answer;
  return { total, valid, created, errors, unknownColumns, dryRun };
};

const vehicles: ImportKind = {
  name: "vehicles",
  fields: ["plate", "code", "name", "kind", "unitId"],
  template: (t, language) => {
    const kinds = isLanguage(language) ? language : "tr";
    const field = (name: "plate" | "code" | "name" | "kind" | "unitId" | "speedLimitKmh"): string =>
      t(`adminImport.fieldName.${name}`);
    return {
      header: [field("plate"), field("code"), field("name"), field("kind"), field("unitId"), field("speedLimitKmh")],
      rows: [
        ["35 ABC 123", "", "1", VEHICLE_KINDS.compactor[kinds], "", "50"],
        ["", "GRY-03", "2", VEHICLE_KINDS.grader[kinds], "", ""],
      ],
    };
  },
  async send(api, order, { language, unitName }, signal) {
    const answer = await api.call("importVehicles", { query: queryOf(order), body: order.bytes }, { signal });
    const kinds = isLanguage(language) ? language : "tr";
    return {
      ...common(answer),
      credentials: [],
      rows: answer.rows.map(({ line, valid, plate, code, name, kind, unitId }) => ({
        line,
        valid,
        cells: [plate ?? "", code ?? "", name ?? "", kind === null ? "" : VEHICLE_KINDS[kind][kinds], unitName(unitId)],
      })),
    };
  },
};

const devices: ImportKind = {
  name: "devices",
  fields: ["name", "format", "vehicleId", "unitId"],
  template: (t) => ({
    header: [
      t("adminImport.fieldName.name"),
      t("adminImport.fieldName.format"),
      t("adminImport.fieldName.plate"),
      t("adminImport.fieldName.unitId"),
    ],
    rows: [
      ["TR-0001", "kentiz", "35 ABC 123", ""],
      ["TR-0002", "owntracks", "", ""],
    ],
  }),
  async send(api, order, { unitName }, signal) {
    const answer = await api.call("importDevices", { query: queryOf(order), body: order.bytes }, { signal });
    return {
      ...common(answer),
      credentials: answer.credentials,
      rows: answer.rows.map(({ line, valid, name, format, vehicleLabel, unitId }) => ({
        line,
        valid,
        cells: [name, format ?? "", vehicleLabel ?? "", unitName(unitId)],
      })),
    };
  },
};

export const IMPORT_KINDS = { vehicles, devices } as const;
