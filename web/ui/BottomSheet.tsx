// A sheet over the map on phones with three heights. Drag the handle, press it, or use the arrows.
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./BottomSheet.module.css";

export const SHEET_STOPS = ["peek", "half", "full"] as const;
export type SheetStop = (typeof SHEET_STOPS)[number];

/** Share of the space; the peek is given in px by what must stay visible: the rest is marked data-beyond-peek.
 * The full one leaves --sheet-top free for what must be seen above it. */
const HEIGHTS: Readonly<Record<SheetStop, string>> = {
  peek: "var(--sheet-peek)",
  half: "52%",
  full: "calc(100% - var(--sheet-top, 0px))",
};
const DRAG_PX = 40;

export interface BottomSheetProps {
  label: string;
  stop: SheetStop;
  onStop(stop: SheetStop): void;
  children: ReactNode;
}

const neighbour = (stop: SheetStop, step: 1 | -1): SheetStop => SHEET_STOPS[SHEET_STOPS.indexOf(stop) + step] ?? stop;

export function BottomSheet({ label, stop, onStop, children }: BottomSheetProps) {
  const { t } = useTranslation();
  const startY = useRef<number | null>(null);
  const [dragPx, setDragPx] = useState(0);

  function onPointerDown(event: PointerEvent): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    startY.current = event.clientY;
  }
  function onPointerMove(event: PointerEvent): void {
    if (startY.current !== null) setDragPx(event.clientY - startY.current);
  }
  function onPointerUp(): void {
    if (startY.current === null) return;
    startY.current = null;
    setDragPx(0);
    if (Math.abs(dragPx) >= DRAG_PX) onStop(neighbour(stop, dragPx < 0 ? 1 : -1));
  }
  /** A press without dragging goes round: peek → half → full → peek. */
  function onClick(): void {
    if (Math.abs(dragPx) < DRAG_PX) onStop(stop === "full" ? "peek" : neighbour(stop, 1));
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "ArrowUp") onStop(neighbour(stop, 1));
    else if (event.key === "ArrowDown") onStop(neighbour(stop, -1));
    else return;
    event.preventDefault();
  }

  return (
    <section
      aria-label={label}
      className={classes.sheet}
      data-stop={stop}
      style={{ height: `calc(${HEIGHTS[stop]} - ${dragPx}px)`, transition: dragPx === 0 ? undefined : "none" }}
    >
      <button
        type="button"
        className={classes.handle}
        aria-label={`${t("live.sheet.handle")} (${t(`live.sheet.${stop}`)})`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <span />
      </button>
      <div className={classes.content}>{children}</div>
    </section>
  );
}
