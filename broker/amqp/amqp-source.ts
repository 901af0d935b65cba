// Where a worker takes its messages from: the nodes of one RabbitMQ cluster, as INGEST_SOURCE names them.

export interface AmqpNode {
  protocol: "amqp" | "amqps";
  hostname: string;
  port: number;
  username: string;
  password: string;
  vhost: string;
}

const PORTS = { amqp: 5672, amqps: 5671 } as const;
const NODE = /^(?<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(?<port>\d{1,5}))?$/;

const SHAPE = "must look like amqp://user:password@host1,host2:5672,host3/vhost";

/**
 * "amqp://user:password@host1,host2:5673/vhost", or several whole addresses with commas between them.
 * @returns what is wrong with it, or the nodes in that order
 */
export function readAmqpSource(text: string): AmqpNode[] | string {
  const nodes: AmqpNode[] = [];
  for (const address of text.split(/,\s*(?=amqps?:\/\/)/)) {
    const parts = /^(amqps?):\/\/(?:([^:@/]*):([^@/]*)@)?([^/]*)(?:\/([^/]*))?$/.exec(address.trim());
    if (!parts) return SHAPE;
    const [, scheme, username = "guest", password = "guest", hosts = "", vhost = ""] = parts;
    const protocol = scheme === "amqps" ? "amqps" : "amqp";
    for (const host of hosts.split(",")) {
      const { groups } = NODE.exec(host.trim()) ?? {};
      const port = groups?.["port"] === undefined ? PORTS[protocol] : Number(groups["port"]);
      if (!groups?.["host"] || port < 1 || port > 65_535) return SHAPE;
      try {
        nodes.push({
          protocol,
          hostname: groups["host"].replace(/^\[|\]$/g, ""),
          port,
          username: decodeURIComponent(username),
          password: decodeURIComponent(password),
          vhost: vhost === "" ? "/" : decodeURIComponent(vhost),
        });
      } catch {
        return "has a % that stands for no character (RFC 3986)";
      }
    }
  }
  return nodes;
}
