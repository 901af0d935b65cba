// Where the pointer is, in WGS 84 and TM27. Written straight into the page: a pointer moves far more
// often than React needs to know.
import type { MapMouseEvent } from "maplibre-gl";
import { useEffect, useRef } from "react";
import { useFormats } from "../../../app/use-services.ts";
import { toTm27 } from "../../../map/geodesy/tm27.ts";
import type { MapHost } from "../../../map/map-host.ts";
import classes from "./MapCards.module.css";

export function CoordinateReadout({ host }: { host: MapHost }) {
  const { number } = useFormats();
  const output = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { map } = host;
    const show = ({ lngLat: { lng, lat } }: MapMouseEvent): void => {
      if (!output.current) return;
      const { rightM, upM } = toTm27(lng, lat);
      output.current.textContent =
        `${number.coordinate(lat)}, ${number.coordinate(lng)}` +
        `   TM27  Y ${number.twoDecimals(rightM)}  X ${number.twoDecimals(upM)}`;
    };
    const hide = (): void => {
      if (output.current) output.current.textContent = "";
    };
    map.on("mousemove", show);
    map.on("mouseout", hide);
    return () => {
      map.off("mousemove", show);
      map.off("mouseout", hide);
    };
  }, [host, number]);
  return <div ref={output} className={classes.coordinates} data-coordinates aria-hidden />;
}
