// The player of the screen: made once, runs with the frames of the page.
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { createPlayer, type Player, type PlayerState } from "./player.ts";

/** Where motion is not wanted the picture moves by the second instead of gliding. */
const STILL_STEP_MS = 1000;
/** A tab that slept does not jump hours ahead when it wakes. */
const LONGEST_FRAME_MS = 2000;

export function usePlayer(initial: PlayerState): Player {
  const [player] = useState(() => createPlayer(initial));
  useEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let lastMs: number | null = null;
    let frame = 0;
    function run(nowMs: number): void {
      const { playing } = player.store.getState();
      if (!playing) {
        lastMs = null;
        frame = 0;
        return;
      }
      const elapsedMs = lastMs === null ? 0 : nowMs - lastMs;
      if (lastMs === null || !still || elapsedMs >= STILL_STEP_MS) {
        player.pass(Math.min(elapsedMs, LONGEST_FRAME_MS));
        lastMs = nowMs;
      }
      frame = requestAnimationFrame(run);
    }
    const unsubscribe = player.store.subscribe(({ playing }) => {
      if (playing && frame === 0) frame = requestAnimationFrame(run);
    });
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [player]);
  return player;
}

export function usePlayerState<T>(player: Player, select: (state: PlayerState) => T): T {
  return useStore(player.store, select);
}

/** The moment for texts: whole seconds are enough, and spare renders. */
export const useCursorSeconds = (player: Player): number =>
  usePlayerState(player, (state) => Math.floor(state.cursorMs / 1000));
