// Ready-to-paste examples for a device that speaks the native format.
import { nativeTopic } from "../../../../domain/topic.ts";
import type { MqttDoor } from "./owntracks-configuration.ts";

/** The centre of the district, standing: a harmless first fix. */
export function examplePosition(nowMs: number): string {
  return JSON.stringify({ t: new Date(nowMs).toISOString(), lat: 38.379, lon: 27.117, speedKmh: 0, ignition: false });
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export function mosquittoCommand(
  door: MqttDoor,
  device: { username: string; password: string },
  payload: string,
): string {
  const parts = [
    `mosquitto_pub -h ${door.host} -p ${door.port}`,
    ...(door.tls ? ["--tls-use-os-certs"] : []),
    `-u ${shellQuoted(device.username)} -P ${shellQuoted(device.password)} -i ${shellQuoted(device.username)}`,
    `-q 1 -t ${shellQuoted(nativeTopic(device.username, "position"))}`,
    `-m ${shellQuoted(payload)}`,
  ];
  return parts.join(" \\\n  ");
}
