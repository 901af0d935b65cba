// Topic aliases: numbers that stand for a topic for the rest of a connection (§3.3.2.3.4).

export interface InboundAliases {
  /** @returns the topic meant; null = the alias is not allowed, or nobody said what it stands for. */
  resolve(topic: string, alias: number | undefined): string | null;
}

export function createInboundAliases(maximum: number): InboundAliases {
  const topics = new Map<number, string>();
  return {
    resolve: (topic, alias) => {
      if (alias === undefined) return topic === "" ? null : topic;
      if (alias < 1 || alias > maximum) return null;
      if (topic === "") return topics.get(alias) ?? null;
      topics.set(alias, topic);
      return topic;
    },
  };
}

export interface OutboundAliases {
  /** How to name a topic to the client. */
  name(topic: string): { topic: string; alias: number | undefined };
}

/** The first topics get the aliases: a device listens to few. */
export function createOutboundAliases(maximum: number): OutboundAliases {
  const aliases = new Map<string, number>();
  return {
    name: (topic) => {
      const known = aliases.get(topic);
      if (known !== undefined) return { topic: "", alias: known };
      if (aliases.size >= maximum) return { topic, alias: undefined };
      const alias = aliases.size + 1;
      aliases.set(topic, alias);
      return { topic, alias };
    },
  };
}
