// Pictograms of the municipal vehicle kinds, drawn for this product: side view facing right, one
// stroke weight, 24 × 24, no fill. Path data serves the interface (SVG) and the map (canvas) alike.
import type { VehicleKind } from "../../domain/vehicle-kind.ts";

export const PICTOGRAM_STROKE = 1.5;

/** A wheel standing on the ground line y = 20. */
const wheel = (x: number, radius = 2): string =>
  `M${x - radius} ${20 - radius}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0`;

const TRUCK_WHEELS = wheel(6) + wheel(17.5);
/** Cab of a lorry at the right, chassis line to the left. */
const CAB = "M14.5 18V8.5h3.6l3.4 4.3V18h-2M15.5 18H8M17.2 11v2.2h4";
const CHASSIS = "M4 18H2.5v-1.5";

export const KIND_PICTOGRAMS: Readonly<Record<VehicleKind, string>> = {
  compactor: `${CAB}${CHASSIS}${TRUCK_WHEELS}M2.5 16.5 3.6 6.4Q3.8 5 5.2 5h9.3v11.5M8.6 5 6.4 10.4l2 5.6`,
  lightWaste: `${TRUCK_WHEELS}M13.5 18V9.5h4l4 4V18h-2M15.5 18H8M4 18H2.5v-6.5h11M4 11.5a2.6 2.6 0 0 1 3.6-2.9 2.7 2.7 0 0 1 4.6 2.9M16 12v1.8h4.9`,
  containerWasher: `${CAB}${CHASSIS}${TRUCK_WHEELS}M2.5 16.5V11q0-1.5 1.5-1.5h9q1.5 0 1.5 1.5M5 3.5q-1.4 2 0 3 1.4-1 0-3M9.2 3.5q-1.4 2 0 3 1.4-1 0-3M2.5 13h12`,
  sweeper: `${wheel(5.2)}${wheel(12)}M3.2 18H2V7.8q0-1 1-1h6V18M7.2 18H10M9 6.8V5h3.4q1 0 1.3 1l1.7 7v5H14M9 11.8h6M15.4 14h4.2v2.4M17 20.6l2.6-4.2 2.6 4.2Z`,
  tipper: `${CAB}M4 18H2.5v-1.7h12${TRUCK_WHEELS}M3 12.6 11.8 4.4l2.6 4.4-8.8 6.2Z`,
  backhoe: `${wheel(8, 3)}${wheel(15.6)}M8 13.6V6.5h5.2l1 5.5h3.6v4.2M11 17.5h2.6M5 14.5H4L2 8l3-4M2 8l2.6 2.2M17.8 14h2l1.7 4.5h-3`,
  grader: `${wheel(3.8, 1.8)}${wheel(9, 1.8)}${wheel(20, 1.8)}M2.6 15.8v-4.3h4.6V6.5h4.4v5l8.4 1.2v3.5M6.4 18h.1M11.2 15h7M13.4 15q-2.2 2.4.2 5.5`,
  roller: `${wheel(5.4, 2.6)}${wheel(16.8, 4.6)}M16.8 15.4v0M5.4 14.8V4.8h7V11M3.6 4.8h10.4M5.4 11h7.4l4 4.4M8 17.4h3.4`,
  patcher: `${CAB}${CHASSIS}${TRUCK_WHEELS}M2.5 7h10.6l-2.2 5.6H4.7ZM7.8 12.6V18M1.8 20.7h.4M5.6 4.2V2.6M10 4.2V2.6`,
  waterTanker: `${CAB}${CHASSIS}${TRUCK_WHEELS}M5.6 7h6a3 3 0 0 1 2.9 3v3.6a3 3 0 0 1-2.9 3h-6a3 3 0 0 1-2.9-3V10a3 3 0 0 1 2.9-3M7.5 7V5.3h2.8V7M2.7 11.8h11.8`,
  branchCollector: `${CAB}M4 18H2.5v-4.5M2.5 16.3h12${TRUCK_WHEELS}M12.6 16.3V4.2L6 3M6 3v2.4M3.4 11.2q-.6-4 2.6-5.8 3.2 1.8 2.6 5.8M6 5.4v3.2`,
  platform: `${CAB}${CHASSIS}${TRUCK_WHEELS}M2.5 16.5v-2h12M5.5 14.5l-2-4 13-5.5M16.5 6.8h4.6V2.8h-4.6Z`,
  pickup: `${wheel(6)}${wheel(18)}M4 18H2v-6.4h8.2V7.4h4.5l2.9 4.2 4.4 1.1V18h-2M16 18H8M10.2 11.6h7.4`,
  van: `${wheel(6)}${wheel(18)}M4 18H2V7q0-1 1-1h11.6l3.6 4.6 3.8 1.6V18h-2M16 18H8M14 6v5.2h4.4M2 12.6h8`,
  hearse: `${wheel(6)}${wheel(18.4)}M4 18H2V8.6q0-1 1-1h11.2l3.4 4.2 4.4 1.4V18h-1.6M16.4 18H8M13.6 7.6v4.6h4M9.4 10.2a2.2 2.2 0 1 0 0 4 2.6 2.6 0 0 1 0-4`,
  police: `${wheel(6)}${wheel(18)}M4 18H2v-4.2l3-1.2 2.4-4h7.4l3 4 4.2 1.4v4h-2M16 18H8M5 12.6h12.8M11 8.6v4M9 8.4V5.8h4v2.6M15.4 4.4l1-1.2M6.6 4.4l-1-1.2`,
  motorcycle: `${wheel(5.4, 3)}${wheel(18.6, 3)}M5.4 17l3.2-5.4h5.6M18.6 17 15 8h2.8M9 11.6 7.6 9.6H4.4M10 17h3.4l3-4.8M5.4 17H10l-1.4-5.4`,
  car: `${wheel(6.4)}${wheel(17.6)}M4.4 18H2v-4l3-1.4 2.8-4.2h7.4l3.2 4.2 3.6 1.2V18h-2.4M15.6 18H8.4M5 12.6h13.4M11.4 8.4v4.2`,
  bus: `${wheel(6.2)}${wheel(17.4)}M4.2 18H2V6.4q0-1.4 1.4-1.4h16.4q1 0 1.2 1l1 6.4V18h-2.6M15.4 18H8.2M2 12h20M7 5v7M12 5v7M17 5v7`,
  other: `${CAB}M4 18H2.5v-1.7h12${TRUCK_WHEELS}`,
};
