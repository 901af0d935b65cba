// What a datastream observes, guessed from what its sender calls it. People correct it; it decides only
// what the datastream is called at first and which values can be compared.

const SYNONYMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    temperature: [
      "temp",
      "airtemperature",
      "devicetemperature",
      "localtemperature",
      "soiltemperature",
      "ambienttemperature",
    ],
    humidity: ["hum", "rh", "relativehumidity", "soilmoisture", "moisture"],
    pressure: ["airpressure", "barometricpressure", "seapressure"],
    co2: ["carbondioxide", "eco2"],
    pm10: [],
    pm2_5: ["pm25"],
    pm1: [],
    no2: [],
    o3: ["ozone"],
    so2: [],
    co: [],
    tvoc: ["voc"],
    noise: ["laeq", "leq", "soundlevel", "spl"],
    illuminance: ["lux", "light", "illuminancelux", "lightintensity"],
    battery: ["batterylevel", "batt", "bat", "soc"],
    voltage: ["batteryvoltage", "batv", "vcc", "vbat"],
    current: [],
    power: [],
    energy: ["total"],
    distance: [],
    level: ["waterlevel", "filllevel", "fill"],
    flow: ["flowrate", "debi"],
    wind_speed: ["windspeed"],
    wind_direction: ["winddirection"],
    rain: ["precipitation", "rainfall"],
    signal_strength: ["rssi", "signal"],
    signal_noise_ratio: ["snr", "margin"],
    signal_quality: ["linkquality", "lqi"],
  }).flatMap(([property, names]) =>
    [property.replaceAll("_", ""), ...names].map((name): [string, string] => [name, property]),
  ),
);

/** "BME280.Temperature" → "temperature"; what is not known is called as its sender calls it. */
export function observedPropertyOf(key: string): string {
  const whole = key.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const last = key
    .toLowerCase()
    .split(/[./]/)
    .at(-1)
    ?.replaceAll(/[^a-z0-9]|\d+$/g, "");
  const known = SYNONYMS.get(whole) ?? SYNONYMS.get(last ?? "");
  if (known !== undefined) return known;
  const plain = key
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[^a-z]+|_+$/g, "")
    .slice(0, 60);
  return plain === "" ? "other" : plain;
}
