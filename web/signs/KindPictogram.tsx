// The pictogram of a vehicle kind in the interface, in the colour of the text around it.
import type { VehicleKind } from "../../domain/vehicle-kind.ts";
import { KIND_PICTOGRAMS, PICTOGRAM_STROKE } from "./kind-pictogram.ts";

export function KindPictogram({ kind, size = 18 }: { kind: VehicleKind; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden style={{ flex: "none" }}>
      <path
        d={KIND_PICTOGRAMS[kind]}
        fill="none"
        stroke="currentColor"
        strokeWidth={PICTOGRAM_STROKE}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
