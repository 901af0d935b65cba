// What the palette offers for the letters typed so far.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { foldForSearch } from "../../../domain/turkish-text.ts";
import type { VehicleKind } from "../../../domain/vehicle-kind.ts";
import { placesQuery, unitsQuery, vehiclesQuery, viewsQuery } from "../../api/queries.ts";
import { buildFleet } from "../../features/live/fleet.ts";
import { createMatcher } from "../../features/live/fleet-search.ts";
import type { LiveSearch } from "../../features/live/live-search.ts";
import type { Command } from "../commands.ts";
import { useScreens } from "../screens.ts";
import { usePreference, useServices } from "../use-services.ts";

export type PaletteGroup = "commands" | "screens" | "views" | "vehicles" | "places";

export type PaletteEntry = {
  id: string;
  label: string;
  detail?: string;
  kind?: VehicleKind;
  key?: string;
  to: PaletteTarget;
};

export type PaletteTarget =
  | { run: () => void }
  | { href: string }
  /** On the live screen, whose other filters stay. */
  | { live: LiveSearch };

export interface FoundGroup {
  group: PaletteGroup;
  entries: readonly PaletteEntry[];
}

/** Zoom at which a neighbourhood fills a usual screen. */
const PLACE_ZOOM = 15;

const matches = (query: string, label: string): boolean => foldForSearch(label).includes(foldForSearch(query));

export function usePaletteEntries(query: string, commands: readonly Command[]): FoundGroup[] {
  const { t } = useTranslation();
  const { api } = useServices();
  const language = usePreference((preferences) => preferences.language);
  const screens = useScreens();
  const vehicles = useQuery(vehiclesQuery(api)).data;
  const units = useQuery(unitsQuery(api)).data;
  const views = useQuery(viewsQuery(api)).data;
  const places = useQuery(placesQuery(api)).data;
  const fleet = useMemo(() => buildFleet(vehicles ?? [], units ?? [], language), [vehicles, units, language]);

  return useMemo(() => {
    const typed = foldForSearch(query) !== "";
    const found: FoundGroup[] = [
      {
        group: "commands",
        entries: commands
          .filter(({ label }) => matches(query, label))
          .map(({ label, key, run }) => ({
            id: `command-${label}`,
            label,
            to: { run },
            ...(key === undefined ? {} : { key: key.toLocaleUpperCase("en") }),
          })),
      },
      {
        group: "screens",
        entries: screens
          .filter(({ label }) => matches(query, t(label)))
          .map(({ to, label }) => ({ id: `screen-${to}`, label: t(label), to: { href: to } })),
      },
      {
        group: "views",
        entries: (views ?? [])
          .filter(({ name }) => matches(query, name))
          .map(({ id, name, path, shortcut }) => ({
            id: `view-${id}`,
            label: name,
            to: { href: path },
            ...(shortcut === null ? {} : { key: String(shortcut) }),
          })),
      },
      {
        group: "vehicles",
        entries: typed
          ? fleet.entries.filter(createMatcher(query)).map(({ id, label, kindName, unitName, vehicle }) => ({
              id: `vehicle-${id}`,
              label,
              detail: [kindName, vehicle.name, unitName].filter(Boolean).join(" · "),
              kind: vehicle.kind,
              to: { live: { sec: id } },
            }))
          : [],
      },
      {
        group: "places",
        entries: typed
          ? (places ?? [])
              .filter(({ name }) => matches(query, name))
              .map(({ name, lon, lat }) => ({
                id: `place-${name}`,
                label: name,
                to: { live: { z: PLACE_ZOOM, c: `${lat.toFixed(5)},${lon.toFixed(5)}` } },
              }))
          : [],
      },
    ];
    // Vehicles first where letters have been typed: that is what people look for most.
    const order: PaletteGroup[] = typed
      ? ["vehicles", "places", "views", "commands", "screens"]
      : ["commands", "views", "screens"];
    return order.flatMap((group) => found.filter((part) => part.group === group && part.entries.length > 0));
  }, [query, commands, screens, views, fleet, places, t]);
}
