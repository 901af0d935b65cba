// Shift and drag: ticks every vehicle in the rectangle, those of groups included.
import { useEffect, useRef, useState } from "react";
import type { FleetOverlay } from "../../../map/fleet/fleet-overlay.ts";
import type { MapHost } from "../../../map/map-host.ts";
import classes from "./MapCards.module.css";

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Less is a click with a trembling hand. */
const LEAST_PX = 4;

export interface BoxSelectProps {
  host: MapHost;
  overlay: FleetOverlay;
  onSelect(vehicleIds: readonly number[]): void;
}

export function BoxSelect({ host, overlay, onSelect }: BoxSelectProps) {
  const [box, setBox] = useState<Box | null>(null);
  const select = useRef(onSelect);
  useEffect(() => {
    select.current = onSelect;
  });
  useEffect(() => {
    const { map } = host;
    const container = map.getContainer();
    let stop: (() => void) | null = null;
    map.boxZoom.disable();

    function onDown(event: MouseEvent): void {
      if (!event.shiftKey || event.button !== 0) return;
      // The map must not take it for a drag.
      event.stopPropagation();
      event.preventDefault();
      const frame = container.getBoundingClientRect();
      const [startX, startY] = [event.clientX - frame.left, event.clientY - frame.top];
      let drawn: Box | null = null;
      const onMove = ({ clientX, clientY }: MouseEvent): void => {
        const [x, y] = [clientX - frame.left, clientY - frame.top];
        if (Math.abs(x - startX) + Math.abs(y - startY) < LEAST_PX) return;
        drawn = {
          left: Math.min(x, startX),
          top: Math.min(y, startY),
          right: Math.max(x, startX),
          bottom: Math.max(y, startY),
        };
        setBox(drawn);
      };
      const end = (): void => {
        window.removeEventListener("mousemove", onMove);
        window.removeEventListener("mouseup", onUp);
        window.removeEventListener("keydown", onKey, { capture: true });
        setBox(null);
        stop = null;
      };
      const onUp = (): void => {
        if (drawn) select.current(overlay.within(drawn.left, drawn.top, drawn.right, drawn.bottom));
        end();
      };
      const onKey = (key: KeyboardEvent): void => {
        if (key.key !== "Escape") return;
        key.preventDefault();
        end();
      };
      window.addEventListener("mousemove", onMove);
      window.addEventListener("mouseup", onUp);
      window.addEventListener("keydown", onKey, { capture: true });
      stop = end;
    }
    container.addEventListener("mousedown", onDown, { capture: true });
    return () => {
      stop?.();
      container.removeEventListener("mousedown", onDown, { capture: true });
    };
  }, [host, overlay]);
  if (!box) return null;
  const { left, top, right, bottom } = box;
  return <div className={classes.box} style={{ left, top, width: right - left, height: bottom - top }} />;
}
