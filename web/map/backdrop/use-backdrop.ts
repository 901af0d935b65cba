// The chosen backdrop on the map: opened, watched, and given up for the own map where it does not
// answer.
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { type Backdrop, NO_BACKDROP, OWN_BACKDROP } from "../../../domain/backdrop.ts";
import { backdropsQuery } from "../../api/queries.ts";
import { useServices } from "../../app/use-services.ts";
import type { MapHost } from "../map-host.ts";
import { openBackdrop } from "./open-backdrop.ts";
import { type BackdropAnswer, watchBackdrop } from "./watch-backdrop.ts";

export interface BackdropState {
  /** What the installation offers beside the own map. */
  offered: readonly Backdrop[];
  chosenId: string;
  /** `unknown` = nothing of this name is offered (any more); the own map is shown for it as for `failed`. */
  answer: BackdropAnswer | "loading" | "unknown";
  retry(): void;
}

const NOTHING_OFFERED: readonly Backdrop[] = [];

export function useBackdrop(host: MapHost | null, chosenId: string): BackdropState {
  const { api } = useServices();
  const { data: offered = NOTHING_OFFERED, isPending } = useQuery(backdropsQuery(api));
  const [attempt, setAttempt] = useState(0);
  // Of which choice and attempt the answer is: another one has none yet.
  const [told, setTold] = useState<{ key: string; answer: BackdropAnswer } | null>(null);
  const own = chosenId === OWN_BACKDROP || chosenId === NO_BACKDROP;
  const chosen = own ? null : (offered.find(({ id }) => id === chosenId) ?? null);
  const key = `${chosenId} ${attempt}`;

  useEffect(() => {
    if (!host) return;
    if (!chosen) {
      host.showGround(chosenId === NO_BACKDROP ? "none" : "own");
      return;
    }
    let stop: (() => void) | null = null;
    let gone = false;
    const tell = (answer: BackdropAnswer): void => {
      if (answer === "failed") host.showGround("own");
      setTold({ key, answer });
    };
    openBackdrop(chosen).then(
      (style) => {
        if (gone) return;
        host.showGround(style);
        stop = watchBackdrop(host, style.bounds, tell);
      },
      () => (gone ? undefined : tell("failed")),
    );
    return () => {
      gone = true;
      stop?.();
    };
  }, [host, chosen, chosenId, key]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const answer = own
    ? "shown"
    : chosen
      ? told?.key === key
        ? told.answer
        : "loading"
      : isPending
        ? "loading"
        : "unknown";
  return { offered, chosenId, answer, retry };
}
