import { expect, it } from "vitest";
import { examplePosition, mosquittoCommand } from "./device-examples.ts";

const DEVICE = { username: "d7f3a", password: "it's" };

it("writes a command a shell takes as it stands", () => {
  const payload = examplePosition(Date.UTC(2026, 10, 22, 12));
  expect(mosquittoCommand({ host: "kentiz.local", port: 1883, tls: false }, DEVICE, payload)).toBe(
    [
      "mosquitto_pub -h kentiz.local -p 1883 \\",
      "  -u 'd7f3a' -P 'it'\\''s' -i 'd7f3a' \\",
      "  -q 1 -t 'kentiz/d7f3a/position' \\",
      `  -m '{"t":"2026-11-22T12:00:00.000Z","lat":38.379,"lon":27.117,"speedKmh":0,"ignition":false}'`,
    ].join("\n"),
  );
});

it("asks for encryption where the door has it", () => {
  expect(mosquittoCommand({ host: "h", port: 8883, tls: true }, DEVICE, "{}")).toContain("--tls-use-os-certs");
});
