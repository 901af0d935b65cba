import { expect, it } from "vitest";
import { brokerAddresses } from "./broker-addresses.ts";

const page = { hostname: "kentiz.local", host: "kentiz.local:8080", protocol: "http:" };

it("names the doors the server has, under the configured name or that of the page", () => {
  const doors = { host: null, port: 1884, tlsPort: null, webSocketPath: "/mqtt" };
  expect(brokerAddresses(doors, page).map(({ url }) => url)).toEqual([
    "mqtt://kentiz.local:1884",
    "ws://kentiz.local:8080/mqtt",
  ]);
  const secure = { ...doors, host: "izci.example.bel.tr", tlsPort: 8883 };
  expect(brokerAddresses(secure, { ...page, protocol: "https:" }).map(({ url }) => url)).toEqual([
    "mqtts://izci.example.bel.tr:8883",
    "mqtt://izci.example.bel.tr:1884",
    "wss://kentiz.local:8080/mqtt",
  ]);
});
