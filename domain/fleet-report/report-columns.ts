// The columns of every kind of report, named in both languages.
import { isSumKind, type ReportColumn, type ReportGroup, type ReportKind, type ReportStep } from "./fleet-report.ts";

const column = (key: string, type: ReportColumn["type"], tr: string, en: string): ReportColumn => ({
  key,
  type,
  tr,
  en,
});

export const REPORT_TITLES: Readonly<Record<ReportKind, { tr: string; en: string }>> = {
  summary: { tr: "Filo özeti", en: "Fleet summary" },
  trips: { tr: "Seferler", en: "Trips" },
  stops: { tr: "Duraklamalar", en: "Stops" },
  idling: { tr: "Rölanti", en: "Idling" },
  "engine-hours": { tr: "Motor saatleri", en: "Engine hours" },
  "out-of-hours": { tr: "Mesai dışı ve tatil kullanımı", en: "Out-of-hours and holiday use" },
};

const VEHICLE = column("vehicle", "text", "Araç", "Vehicle");
const UNIT = column("unit", "text", "Birim", "Unit");
const START = column("startTime", "instant", "Başlangıç", "Start");
const END = column("endTime", "instant", "Bitiş", "End");
const DURATION = column("durationSeconds", "seconds", "Süre", "Duration");
const PLACE = column("place", "text", "Yer", "Place");
const DISTANCE = column("distanceKm", "km", "Mesafe (km)", "Distance (km)");
const DRIVING = column("drivingSeconds", "seconds", "Sürüş", "Driving");
const ENGINE = column("engineSeconds", "seconds", "Motor açık", "Engine on");
const IDLE = column("idleSeconds", "seconds", "Rölanti", "Idling");
const DAYS = column("activeDays", "count", "Çalışılan gün", "Days in use");
const START_PLACE = column("startPlace", "text", "Nereden", "From");
const END_PLACE = column("endPlace", "text", "Nereye", "To");
const TOP_SPEED = column("maxSpeedKmh", "kmh", "En yüksek hız (km/sa)", "Top speed (km/h)");
const DRIVER = column("driver", "text", "Sürücü", "Driver");

const BODY: Readonly<Record<ReportKind, readonly ReportColumn[]>> = {
  summary: [
    DAYS,
    DISTANCE,
    column("tripCount", "count", "Sefer", "Trips"),
    DRIVING,
    column("stopCount", "count", "Duraklama", "Stops"),
    column("stopSeconds", "seconds", "Duruş", "Standing"),
    IDLE,
    ENGINE,
    TOP_SPEED,
  ],
  "engine-hours": [
    DAYS,
    ENGINE,
    DRIVING,
    IDLE,
    column("idleShare", "share", "Rölanti payı", "Share of idling"),
    DISTANCE,
  ],
  trips: [
    START,
    START_PLACE,
    END,
    END_PLACE,
    DURATION,
    DISTANCE,
    column("meanSpeedKmh", "kmh", "Ortalama hız (km/sa)", "Mean speed (km/h)"),
    TOP_SPEED,
    IDLE,
    DRIVER,
  ],
  stops: [START, END, DURATION, PLACE, ENGINE],
  idling: [START, END, DURATION, PLACE],
  "out-of-hours": [
    column("reason", "outside", "Neden", "Reason"),
    START,
    START_PLACE,
    END,
    END_PLACE,
    DURATION,
    column("outsideSeconds", "seconds", "Mesai dışı süre", "Out of hours"),
    DISTANCE,
    DRIVER,
  ],
};

const SPANS: Readonly<Record<ReportStep, readonly ReportColumn[]>> = {
  period: [],
  day: [column("span", "day", "Gün", "Day")],
  week: [column("span", "span", "Hafta", "Week")],
  month: [column("span", "span", "Ay", "Month")],
};

export function reportColumns(kind: ReportKind, groupBy: ReportGroup, step: ReportStep): ReportColumn[] {
  if (!isSumKind(kind)) return [VEHICLE, UNIT, ...BODY[kind]];
  const vehicles = column("vehicleCount", "count", "Araç sayısı", "Vehicles");
  return [...(groupBy === "vehicle" ? [VEHICLE, UNIT] : [UNIT, vehicles]), ...SPANS[step], ...BODY[kind]];
}
