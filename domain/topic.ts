// MQTT topics of the native format, built only here (the broker takes them apart, broker/codecs/kentiz).

export const NATIVE_CHANNELS = ["position", "observation", "event", "status"] as const;
export type NativeChannel = (typeof NATIVE_CHANNELS)[number];

export const nativeTopic = (deviceKey: string, channel: NativeChannel | "command"): string =>
  `kentiz/${deviceKey}/${channel}`;
