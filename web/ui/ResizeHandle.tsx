// The edge of a panel that can be dragged or moved with the arrow keys.
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import classes from "./ResizeHandle.module.css";

export interface ResizeHandleProps {
  label: string;
  width: number;
  min: number;
  max: number;
  onWidth(width: number): void;
}

const STEP_PX = 16;

export function ResizeHandle({ label, width, min, max, onWidth }: ResizeHandleProps) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const set = (next: number): void => onWidth(Math.round(Math.min(max, Math.max(min, next))));

  function onPointerDown(event: PointerEvent): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  }
  function onPointerMove(event: PointerEvent): void {
    if (start.current) set(start.current.width + event.clientX - start.current.x);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const next = { ArrowLeft: width - STEP_PX, ArrowRight: width + STEP_PX, Home: min, End: max }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  }

  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={classes.handle}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
}
