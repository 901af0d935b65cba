// The addresses of the MQTT doors, from what the server says and where the page came from.
import type { Installation } from "../../../domain/installation.ts";

type Doors = NonNullable<Installation["mqtt"]>;
type Page = Pick<Location, "hostname" | "host" | "protocol">;

interface BrokerAddress {
  kind: "tcp" | "tls" | "webSocket";
  url: string;
}

/** The name devices reach the server under: the configured one, else the one this page was reached under. */
export const brokerHost = (doors: Doors | null, page: Page): string => doors?.host ?? page.hostname;

/** The safest first. */
export function brokerAddresses(doors: Doors, page: Page): BrokerAddress[] {
  const host = brokerHost(doors, page);
  const scheme = page.protocol === "https:" ? "wss" : "ws";
  return [
    ...(doors.tlsPort === null ? [] : [{ kind: "tls" as const, url: `mqtts://${host}:${doors.tlsPort}` }]),
    { kind: "tcp", url: `mqtt://${host}:${doors.port}` },
    { kind: "webSocket", url: `${scheme}://${page.host}${doors.webSocketPath}` },
  ];
}
