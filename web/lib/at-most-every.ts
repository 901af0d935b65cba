// Says yes at most once in a while.

/** @param now epoch ms; a clock that was set back counts as time gone by */
export function atMostEvery(intervalMs: number, now: () => number): () => boolean {
  let lastAt: number | null = null;
  return () => {
    const at = now();
    if (lastAt !== null && at >= lastAt && at - lastAt < intervalMs) return false;
    lastAt = at;
    return true;
  };
}
