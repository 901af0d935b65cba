// Which stored alarm an episode is: late fixes may move its ends, divide it or join two, and what people did
// about it must stay with it.
export interface EpisodeSpan {
  ruleId: number;
  /** 0 = of no geofence. */
  geofenceId: number;
  startMs: number;
  /** null = it goes on. */
  endMs: number | null;
}

export interface StoredEpisode extends EpisodeSpan {
  id: number;
}

export interface EpisodeMatch<E extends EpisodeSpan> {
  pairs: { stored: StoredEpisode; episode: E }[];
  fresh: E[];
  /** No episode any more. */
  gone: StoredEpisode[];
}

/** What happens at once may move by a fix or two. */
const SLACK_MS = 60_000;

function overlapMs(a: EpisodeSpan, b: EpisodeSpan): number {
  if (a.ruleId !== b.ruleId || a.geofenceId !== b.geofenceId) return -Infinity;
  return Math.min(a.endMs ?? Infinity, b.endMs ?? Infinity) - Math.max(a.startMs, b.startMs) + SLACK_MS;
}

/** The first of several that belong to one episode stays that one, because it was raised first. */
export function matchEpisodes<E extends EpisodeSpan>(
  stored: readonly StoredEpisode[],
  episodes: readonly E[],
): EpisodeMatch<E> {
  const free = new Set(stored.toSorted((a, b) => a.startMs - b.startMs || a.id - b.id));
  const match: EpisodeMatch<E> = { pairs: [], fresh: [], gone: [] };
  const rest: E[] = [];
  for (const episode of episodes) {
    const exact = [...free].find((one) => one.startMs === episode.startMs && overlapMs(one, episode) > -Infinity);
    if (!exact) {
      rest.push(episode);
      continue;
    }
    free.delete(exact);
    match.pairs.push({ stored: exact, episode });
  }
  for (const episode of rest.toSorted((a, b) => a.startMs - b.startMs)) {
    let best: StoredEpisode | null = null;
    for (const one of free) {
      if (overlapMs(one, episode) > Math.max(0, best ? overlapMs(best, episode) : 0)) best = one;
    }
    if (!best) {
      match.fresh.push(episode);
      continue;
    }
    free.delete(best);
    match.pairs.push({ stored: best, episode });
  }
  match.gone.push(...free);
  return match;
}
