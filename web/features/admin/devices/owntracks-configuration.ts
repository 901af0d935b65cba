// What a phone with OwnTracks needs to publish here, as its remote configuration takes it
// (owntracks/booklet, docs/features/remoteconfig.md): a link that holds the configuration itself.

export interface MqttDoor {
  host: string;
  port: number;
  tls: boolean;
}

export interface OwnTracksDevice {
  username: string;
  password: string;
  /** For the two letters that OwnTracks shows on its own map. */
  name: string;
}

export function ownTracksConfiguration(
  door: MqttDoor,
  device: OwnTracksDevice,
): Record<string, string | number | boolean> {
  const letters = device.name.replace(/[^\p{L}\p{N}]/gu, "");
  return {
    _type: "configuration",
    // 0 = MQTT.
    mode: 0,
    host: door.host,
    port: door.port,
    tls: door.tls,
    ws: false,
    auth: true,
    username: device.username,
    password: device.password,
    clientId: device.username,
    deviceId: "phone",
    tid: letters.slice(-2).padStart(2, "0"),
    pubTopicBase: "owntracks/%u/%d",
    pubQos: 1,
    pubRetain: false,
    // Fixes made while there is no network are kept and sent later.
    cleanSession: false,
    // 1 = significant changes; the phone's battery lasts the day.
    monitoring: 1,
    extendedData: true,
    sub: false,
  };
}

const base64 = (text: string): string => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));

export function ownTracksLink(configuration: Readonly<Record<string, unknown>>): string {
  return `owntracks:///config?inline=${encodeURIComponent(base64(JSON.stringify(configuration)))}`;
}
