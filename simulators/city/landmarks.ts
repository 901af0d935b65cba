// Landmarks at approximate points (bus stops of that name), and what the demo adds around them.
import type { BaseMap } from "../../domain/base-map.ts";

export type SiteKind = BaseMap["sites"][number]["kind"];

export interface Landmark {
  name: string;
  kind: SiteKind;
  lat: number;
  lon: number;
  /** Radius of its grounds, which no street crosses; 0 = a building among others. */
  groundsM: number;
}

export const LANDMARKS: readonly Landmark[] = [
  { name: "Karabağlar Belediyesi Hizmet Binası", kind: "service", lat: 38.3932, lon: 27.1325, groundsM: 55 },
  { name: "Bozyaka Hastanesi", kind: "hospital", lat: 38.3985, lon: 27.1264, groundsM: 95 },
  { name: "Yeşilyurt Hastanesi", kind: "hospital", lat: 38.3974, lon: 27.1041, groundsM: 110 },
  { name: "Limontepe Pazar Yeri", kind: "market", lat: 38.379, lon: 27.1005, groundsM: 45 },
  { name: "Yeşilyurt Pazar Yeri", kind: "market", lat: 38.3916, lon: 27.1006, groundsM: 45 },
  { name: "Yıldız Kenter Kültür Merkezi", kind: "service", lat: 38.3879, lon: 27.1075, groundsM: 40 },
  { name: "Mobilyacılar Çarşısı", kind: "market", lat: 38.3772, lon: 27.1393, groundsM: 0 },
  { name: "Karabağlar Polis Merkezi", kind: "service", lat: 38.3709, lon: 27.1351, groundsM: 0 },
  { name: "Olimpiyat Köyü", kind: "service", lat: 38.3715, lon: 27.0874, groundsM: 150 },
  { name: "Demokrasi Üniversitesi", kind: "school", lat: 38.3483, lon: 27.0907, groundsM: 170 },
];

/** What a depot is for; the name of its directorate is in the fleet register. */
export type DepotRole = "waste" | "works" | "parks" | "police" | "veterinary" | "transport";

export interface DepotPlace {
  role: DepotRole;
  name: string;
  lat: number;
  lon: number;
  /** Parking places in its yard. */
  slots: number;
  groundsM: number;
}

/** Invented for the demo, on plausible plots. */
export const DEPOT_PLACES: readonly DepotPlace[] = [
  { role: "waste", name: "Temizlik İşleri Garajı", lat: 38.3672, lon: 27.1308, slots: 48, groundsM: 95 },
  { role: "works", name: "Fen İşleri Şantiyesi", lat: 38.3584, lon: 27.1145, slots: 28, groundsM: 85 },
  { role: "parks", name: "Park ve Bahçeler Şefliği", lat: 38.379, lon: 27.1168, slots: 18, groundsM: 70 },
  { role: "police", name: "Zabıta Amirliği", lat: 38.3902, lon: 27.1168, slots: 12, groundsM: 55 },
  {
    role: "veterinary",
    name: "Veteriner İşleri ve Hayvan Bakımevi",
    lat: 38.3562,
    lon: 27.0895,
    slots: 8,
    groundsM: 55,
  },
  { role: "transport", name: "Ulaşım Hizmetleri Garajı", lat: 38.3862, lon: 27.1268, slots: 16, groundsM: 65 },
];

/** Where refuse trucks unload: near the bus stop called "Çöp Fabrikası" (38.3543 27.1029). */
export const TRANSFER_STATION = {
  name: "Katı Atık Aktarma İstasyonu",
  lat: 38.3541,
  lon: 27.1008,
  groundsM: 80,
} as const;

/** Parks known by name, in the neighbourhood they belong to. */
export const NAMED_PARKS: readonly { name: string; neighbourhood: string }[] = [
  { name: "Özdemir Sabancı Parkı", neighbourhood: "Esenyalı" },
  { name: "Adnan Süvari Parkı", neighbourhood: "Adnan Süvari" },
  { name: "Hulusi Kentmen Parkı", neighbourhood: "Devrim" },
  { name: "Basın Sitesi Parkı", neighbourhood: "Basın Sitesi" },
  { name: "Ant Parkı", neighbourhood: "Esenlik" },
  { name: "Devlet Demiryolları Parkı", neighbourhood: "Günaltay" },
  { name: "Kadın Hakları Parkı", neighbourhood: "Tahsin Yazıcı" },
  { name: "Selahattin Altıparmak Parkı", neighbourhood: "Aydın" },
  { name: "M. Kemal Kürekçi Parkı", neighbourhood: "Uğur Mumcu" },
  { name: "Güzel İzmir Parkı", neighbourhood: "Limontepe" },
  { name: "Türkan Kasapoğlu Parkı", neighbourhood: "Metin Oktay" },
  { name: "Kara Fatma Parkı", neighbourhood: "Peker" },
];
