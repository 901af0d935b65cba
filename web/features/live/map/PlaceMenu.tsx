// What can be done with a place: opened by the right button or a long press on the map.
import { Menu } from "@mantine/core";
import { IconCopy, IconRuler2 } from "@tabler/icons-react";
import type { MapMouseEvent } from "maplibre-gl";
import { useEffect, useState } from "react";
import { useFormats } from "../../../app/use-services.ts";
import type { LonLat } from "../../../map/geodesy/measure.ts";
import { toTm27 } from "../../../map/geodesy/tm27.ts";
import type { MapHost } from "../../../map/map-host.ts";

interface Place {
  x: number;
  y: number;
  lon: number;
  lat: number;
}

export function PlaceMenu({ host, onMeasure }: { host: MapHost; onMeasure(point: LonLat): void }) {
  const { t, number } = useFormats();
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    const { map } = host;
    const open = ({ point, lngLat }: MapMouseEvent): void =>
      setPlace({ x: point.x, y: point.y, lon: lngLat.lng, lat: lngLat.lat });
    const close = (): void => setPlace(null);
    map.on("contextmenu", open);
    map.on("movestart", close);
    return () => {
      map.off("contextmenu", open);
      map.off("movestart", close);
    };
  }, [host]);
  if (!place) return null;
  const { rightM, upM } = toTm27(place.lon, place.lat);
  const wgs84 = `${number.coordinate(place.lat)}, ${number.coordinate(place.lon)}`;
  // A decimal point, as survey programs read it.
  const tm27 = `${rightM.toFixed(2)}, ${upM.toFixed(2)}`;
  const copy = (text: string) => () => void navigator.clipboard.writeText(text);
  return (
    <Menu
      key={`${place.x},${place.y}`}
      opened
      onClose={() => setPlace(null)}
      position="right-start"
      width={340}
      shadow="md"
      returnFocus={false}
    >
      <Menu.Target>
        <span style={{ position: "absolute", left: place.x, top: place.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t("map.place.title")}>
        <Menu.Label>{t("map.place.title")}</Menu.Label>
        <Menu.Item leftSection={<IconCopy size={16} stroke={1.6} aria-hidden />} onClick={copy(wgs84)}>
          {t("map.place.copyWgs84", { text: wgs84 })}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} stroke={1.6} aria-hidden />} onClick={copy(tm27)}>
          {t("map.place.copyTm27", { right: number.twoDecimals(rightM), up: number.twoDecimals(upM) })}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconRuler2 size={16} stroke={1.6} aria-hidden />}
          onClick={() => onMeasure([place.lon, place.lat])}
        >
          {t("map.place.measure")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
