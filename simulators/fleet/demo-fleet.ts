// The demo municipality: its units and 100 vehicles. Names of units are the usual ones; plates are of
// an invented series ("ORN" for örnek, example), machines without registration carry a code.
import type { DeviceFormat } from "../../domain/device.ts";
import type { UnitKind } from "../../domain/unit.ts";
import type { VehicleKind } from "../../domain/vehicle-kind.ts";
import { DUTY_ROSTER, type Directorate, type Duty } from "./duty-roster.ts";

export interface DemoUnit {
  name: string;
  kind: UnitKind;
  /** Name of the unit above; null = the root (Başkanlık). Parents come before their children. */
  parent: string | null;
}

export interface DemoVehicle {
  plate: string | null;
  code: string | null;
  kind: VehicleKind;
  /** Name of its unit. */
  unit: string;
  name: string;
  colour: string;
  speedLimitKmh: number;
  /** What its tracker speaks. */
  format: DeviceFormat;
}

export interface DemoFleet {
  units: DemoUnit[];
  vehicles: DemoVehicle[];
  /** What each vehicle does all day, in the order of `vehicles`. */
  duties: Duty[];
}

const DIRECTORATES: Readonly<Record<Directorate, string>> = {
  waste: "Temizlik İşleri Müdürlüğü",
  works: "Fen İşleri Müdürlüğü",
  parks: "Park ve Bahçeler Müdürlüğü",
  police: "Zabıta Müdürlüğü",
  veterinary: "Veteriner İşleri Müdürlüğü",
  transport: "Ulaşım Hizmetleri Müdürlüğü",
  it: "Bilgi İşlem Müdürlüğü",
};

const SECTIONS: readonly { name: string; directorate: Directorate }[] = [
  { name: "Çöp Toplama Birimi", directorate: "waste" },
  { name: "Süpürme ve Yıkama Birimi", directorate: "waste" },
  { name: "Asfalt ve Yol Birimi", directorate: "works" },
  { name: "Bakım Onarım Birimi", directorate: "works" },
  { name: "Sulama Birimi", directorate: "parks" },
  { name: "Budama Birimi", directorate: "parks" },
  { name: "Devriye Birimi", directorate: "police" },
  { name: "Sahipsiz Hayvanlar Birimi", directorate: "veterinary" },
  { name: "Hizmet Araçları Birimi", directorate: "transport" },
  { name: "Cenaze Nakil Birimi", directorate: "transport" },
  { name: "Ağ ve Sistem Birimi", directorate: "it" },
  { name: "Akıllı Kent Birimi", directorate: "it" },
];

const COLOURS: Readonly<Record<Directorate, string>> = {
  waste: "#2f9e44",
  works: "#e8590c",
  parks: "#74b816",
  police: "#1c7ed6",
  veterinary: "#ae3ec9",
  transport: "#495057",
  it: "#0b7285",
};

const FIRST_PLATE_NUMBER = 101;

/** 41 Temizlik, 22 Fen, 14 Park, 8 Zabıta, 4 Veteriner, 11 Ulaşım. The same list every time. */
export function demoFleet(): DemoFleet {
  const directorates = Object.values(DIRECTORATES).map((name): DemoUnit => ({
    name,
    kind: "directorate",
    parent: null,
  }));
  const sections = SECTIONS.map(({ name, directorate }): DemoUnit => ({
    name,
    kind: "section",
    parent: DIRECTORATES[directorate],
  }));
  const vehicles: DemoVehicle[] = [];
  const duties: Duty[] = [];
  const slots = new Map<string, number>();
  let plates = 0;
  for (const { directorate, section, groups } of DUTY_ROSTER) {
    for (const group of groups) {
      for (let i = 0; i < group.count; i++) {
        const code = group.code ? `${group.code}-${String(i + 1).padStart(2, "0")}` : null;
        vehicles.push({
          plate: code ? null : `35 ORN ${FIRST_PLATE_NUMBER + plates++}`,
          code,
          kind: group.kind,
          unit: section ?? DIRECTORATES[directorate],
          name: `${group.name} ${i + 1}`,
          colour: COLOURS[directorate],
          speedLimitKmh: group.limitKmh,
          format: i < (group.ownTracks ?? 0) ? "owntracks" : "kentiz",
        });
        const slot = slots.get(directorate) ?? 0;
        slots.set(directorate, slot + 1);
        duties.push({ kind: group.duty, depot: directorate, slot, shifts: group.shifts[i % group.shifts.length]! });
      }
    }
  }
  return { units: [...directorates, ...sections], vehicles, duties };
}
