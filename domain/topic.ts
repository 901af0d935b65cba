// MQTT topics of the native format, built and parsed only here.

export const NATIVE_CHANNELS = ["position", "observation", "event", "status"] as const;
export type NativeChannel = (typeof NATIVE_CHANNELS)[number];

export const nativeTopic = (deviceKey: string, channel: NativeChannel | "command"): string =>
  `kentiz/${deviceKey}/${channel}`;

const NATIVE = /^kentiz\/([^/]+)\/(position|observation|event|status)$/;

export function parseNativeTopic(topic: string): { deviceKey: string; channel: NativeChannel } | null {
  const match = NATIVE.exec(topic);
  const channel = NATIVE_CHANNELS.find((name) => name === match?.[2]);
  return match?.[1] && channel ? { deviceKey: match[1], channel } : null;
}
