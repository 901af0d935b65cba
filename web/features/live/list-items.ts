// What stands in the list, top to bottom: vehicles, and above them the heads of their groups.
import { compareTurkish } from "../../../domain/turkish-text.ts";
import type { VehicleKind } from "../../../domain/vehicle-kind.ts";
import type { FleetEntry } from "./fleet.ts";
import type { Grouping } from "./live-search.ts";

export interface VehicleItem {
  type: "vehicle";
  key: number;
  entry: FleetEntry;
  /** The group it stands in; null in a flat list. */
  groupKey: string | null;
}

export interface GroupItem {
  type: "group";
  key: string;
  /** null = vehicles whose unit this person may not see. */
  name: string | null;
  /** Drawn beside the name when vehicles are grouped by kind. */
  kind: VehicleKind | null;
  open: boolean;
  /** All of the group, whether or not they are folded away. */
  vehicleIds: readonly number[];
}

export type ListItem = VehicleItem | GroupItem;

const vehicleItem = (entry: FleetEntry, groupKey: string | null): VehicleItem => ({
  type: "vehicle",
  key: entry.id,
  entry,
  groupKey,
});

const groupKeyOf = ({ vehicle }: FleetEntry, grouping: Exclude<Grouping, "none">): string =>
  grouping === "unit" ? `unit-${vehicle.unitId}` : `kind-${vehicle.kind}`;

/** Groups in Turkish order of their names, vehicles in the order given; folded groups keep their head. */
export function buildListItems(
  entries: readonly FleetEntry[],
  grouping: Grouping,
  folded: ReadonlySet<string>,
): readonly ListItem[] {
  if (grouping === "none") return entries.map((entry) => vehicleItem(entry, null));
  const groups = new Map<string, FleetEntry[]>();
  for (const entry of entries) {
    const key = groupKeyOf(entry, grouping);
    const members = groups.get(key);
    if (members) members.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups]
    .map(([key, members]) => {
      const [first] = members;
      const name = (grouping === "unit" ? first?.unitName : first?.kindName) ?? null;
      const kind = grouping === "kind" ? (first?.vehicle.kind ?? null) : null;
      const head: GroupItem = {
        type: "group",
        key,
        name,
        kind,
        open: !folded.has(key),
        vehicleIds: members.map(({ id }) => id),
      };
      return { head, members };
    })
    .toSorted((a, b) => compareTurkish(a.head.name ?? "￿", b.head.name ?? "￿"))
    .flatMap(({ head, members }): ListItem[] => [
      head,
      ...(head.open ? members.map((entry) => vehicleItem(entry, head.key)) : []),
    ]);
}
