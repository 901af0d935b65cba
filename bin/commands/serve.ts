// `kentiz serve`: the product.
import { readConfig } from "../config.ts";
import { createLogger } from "../logger.ts";
import { createProgress } from "../progress.ts";
import { serve, type Running } from "../serve.ts";
import { untilStopped } from "../until-stopped.ts";

export function describe(running: Running): string[] {
  const lines = [
    `  Console  ${running.api.url}`,
    `  MQTT     port ${running.broker.port}${running.broker.tlsPort === null ? "" : `, TLS port ${running.broker.tlsPort}`}, WebSocket at /mqtt`,
    `  Data     ${running.storage === "embedded" ? "embedded database" : "PostgreSQL"}`,
  ];
  const first = running.firstAdministrator;
  if (first) lines.push("", `  First administrator: ${first.username}`);
  if (first?.password) lines.push(`  Password: ${first.password}   (shown only this once)`);
  return lines;
}

export async function runServe(): Promise<void> {
  const config = readConfig(process.env);
  const progress = createProgress();
  const running = await serve({ config, logger: createLogger(config.LOG_LEVEL), onProgress: progress.report });
  progress.done();
  console.log(["Kentiz is running.", ...describe(running), ""].join("\n"));
  await untilStopped(() => running.stop());
}
