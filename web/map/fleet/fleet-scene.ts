// What of the fleet is in sight and how it is grouped: made anew each tick and whenever the zoom or
// the place looked at changes, drawn as often as needed.
import type { VehicleKind } from "../../../domain/vehicle-kind.ts";
import type { LiveVehicles } from "../../live/live-vehicles.ts";
import { type Cluster, groupByCell, type Placed } from "./cluster-grid.ts";
import { CLUSTER_CELL_PX, clusterBelow, clusterRadiusPx } from "./fleet-scale.ts";
import type { OverlayView } from "./overlay-canvas.ts";

export interface VehicleLook {
  label: string;
  kind: VehicleKind;
  /** Outside search and kind filter. */
  faint: boolean;
}

export interface SeenVehicle extends Placed {
  look: VehicleLook;
  faint: boolean;
  headingDeg: number;
  quietHours: number;
}

export interface FleetScene {
  /** Lowest first. */
  vehicles: SeenVehicle[];
  clusters: Cluster[];
}

export interface FleetPicture {
  vehicles: LiveVehicles;
  looks: ReadonlyMap<number, VehicleLook>;
  /** By index into MOTIONS: 1 = chosen; all of them where no state is chosen. */
  motions: Uint8Array;
  /** Never grouped: selected, pointed at. */
  apart: ReadonlySet<number>;
  serverNowMs: number;
}

const HOUR_MS = 3_600_000;
const SILENT = 4;
/** What moves lies above what stands; by index into MOTIONS. */
const HEIGHT: readonly number[] = [3, 3, 2, 1, 0];

/** `marginPx`: beyond the edges, so that a little dragging needs no new scene. */
export function fleetScene(picture: FleetPicture, view: OverlayView, marginPx: number): FleetScene {
  const { vehicles, looks, motions, apart, serverNowMs } = picture;
  const { vehicleId, x, y, motion, headingDeg, linkTimeMs } = vehicles.columns;
  const reachX = (view.widthPx / 2 + marginPx) / view.worldPx;
  const reachY = (view.heightPx / 2 + marginPx) / view.worldPx;
  const grouping = view.zoom < clusterBelow(vehicles.size);
  const alone: SeenVehicle[] = [];
  const groupable: SeenVehicle[] = [];
  for (let row = 0; row < vehicles.size; row += 1) {
    const [atX, atY] = [x[row] ?? 0, y[row] ?? 0];
    if (Math.abs(atX - view.centreX) > reachX || Math.abs(atY - view.centreY) > reachY) continue;
    const id = vehicleId[row] ?? 0;
    const look = looks.get(id);
    if (!look) continue;
    const state = motion[row] ?? SILENT;
    const faint = look.faint || motions[state] !== 1;
    const seen: SeenVehicle = {
      vehicleId: id,
      x: atX,
      y: atY,
      motion: state,
      look,
      faint,
      headingDeg: headingDeg[row] ?? Number.NaN,
      quietHours: state === SILENT ? Math.max(0, serverNowMs - (linkTimeMs[row] ?? 0)) / HOUR_MS : 0,
    };
    if (!grouping || apart.has(id)) alone.push(seen);
    else if (!faint) groupable.push(seen);
  }
  const { singles, clusters } = grouping ? grouped(groupable, view) : { singles: [], clusters: [] };
  return { vehicles: sorted([...singles, ...alone]), clusters };
}

function grouped(vehicles: SeenVehicle[], { zoom, worldPx }: OverlayView): ReturnType<typeof groupByCell<SeenVehicle>> {
  // The grid changes with half zoom steps only: groups do not dissolve while the wheel turns.
  const cellPx = CLUSTER_CELL_PX * 2 ** (zoom - Math.floor(zoom * 2) / 2);
  return groupByCell(vehicles, cellPx / worldPx, clusterRadiusPx(1000) / worldPx);
}

function sorted(vehicles: SeenVehicle[]): SeenVehicle[] {
  const levels: SeenVehicle[][] = [[], [], [], []];
  for (const vehicle of vehicles) levels[HEIGHT[vehicle.motion] ?? 0]?.push(vehicle);
  return levels.flat();
}
