// The clock of a replay: one moment, moved by time passing, by hand, or by steps. Everything on the screen
// that shows the past looks at it.
import { createStore, type StoreApi } from "zustand/vanilla";

export const RATES = [1, 2, 5, 10, 20, 60, 120, 300] as const;
export type Rate = (typeof RATES)[number];

export interface PlayerState {
  fromMs: number;
  toMs: number;
  cursorMs: number;
  playing: boolean;
  rate: Rate;
}

export interface Player {
  readonly store: StoreApi<PlayerState>;
  /** A new period; the cursor stays where it lies within it. */
  setPeriod(fromMs: number, toMs: number, cursorMs: number | null): void;
  seek(timeMs: number): void;
  toggle(): void;
  pause(): void;
  setRate(rate: Rate): void;
  /** One step faster (1) or slower (−1). */
  changeRate(step: 1 | -1): void;
  /** Time has passed by the clock on the wall. */
  pass(elapsedMs: number): void;
}

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

export function createPlayer(initial: PlayerState): Player {
  const store = createStore<PlayerState>(() => initial);
  const { getState, setState } = store;
  return {
    store,
    setPeriod(fromMs, toMs, cursorMs) {
      const wanted = cursorMs ?? getState().cursorMs;
      const inside = wanted >= fromMs && wanted <= toMs;
      setState({ fromMs, toMs, cursorMs: inside ? wanted : fromMs, playing: false });
    },
    seek(timeMs) {
      const { fromMs, toMs } = getState();
      setState({ cursorMs: clamp(timeMs, fromMs, toMs) });
    },
    toggle() {
      const { playing, cursorMs, fromMs, toMs } = getState();
      // At the end it starts again.
      if (!playing && cursorMs >= toMs) setState({ cursorMs: fromMs });
      setState({ playing: !playing });
    },
    pause: () => setState({ playing: false }),
    setRate: (rate) => setState({ rate }),
    changeRate(step) {
      const { rate } = getState();
      setState({ rate: RATES[clamp(RATES.indexOf(rate) + step, 0, RATES.length - 1)] ?? rate });
    },
    pass(elapsedMs) {
      const { playing, cursorMs, toMs, rate } = getState();
      if (!playing) return;
      const next = Math.min(toMs, cursorMs + elapsedMs * rate);
      setState({ cursorMs: next, playing: next < toMs });
    },
  };
}
