// The municipal list of vehicle kinds. The key names the pictogram; labels are for people.
import { z } from "zod";

export const VEHICLE_KINDS = {
  compactor: { tr: "Çöp kamyonu (sıkıştırmalı)", en: "Refuse compactor" },
  lightWaste: { tr: "Çöp taksi", en: "Light waste pickup" },
  containerWasher: { tr: "Konteyner yıkama aracı", en: "Container washer" },
  sweeper: { tr: "Yol süpürme aracı", en: "Road sweeper" },
  tipper: { tr: "Damperli kamyon", en: "Tipper truck" },
  backhoe: { tr: "Beko loder", en: "Backhoe loader" },
  grader: { tr: "Greyder", en: "Grader" },
  roller: { tr: "Silindir", en: "Roller" },
  patcher: { tr: "Asfalt yama aracı", en: "Asphalt patcher" },
  waterTanker: { tr: "Arazöz", en: "Water tanker" },
  branchCollector: { tr: "Dal toplama aracı", en: "Branch collector" },
  platform: { tr: "Sepetli platform", en: "Aerial platform" },
  pickup: { tr: "Çift kabin kamyonet", en: "Double-cab pickup" },
  van: { tr: "Panelvan", en: "Panel van" },
  hearse: { tr: "Cenaze aracı", en: "Hearse" },
  police: { tr: "Zabıta aracı", en: "Municipal police car" },
  motorcycle: { tr: "Motosiklet", en: "Motorcycle" },
  car: { tr: "Binek otomobil", en: "Passenger car" },
  bus: { tr: "Otobüs", en: "Bus" },
  other: { tr: "Diğer", en: "Other" },
} as const;

export type VehicleKind = keyof typeof VEHICLE_KINDS;
export const VEHICLE_KIND_KEYS = Object.keys(VEHICLE_KINDS) as [VehicleKind, ...VehicleKind[]];
export const VehicleKind = z.enum(VEHICLE_KIND_KEYS).meta({ id: "VehicleKind" });
