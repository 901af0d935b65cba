// `kentiz serve`: the product.
import { readConfig } from "../config.ts";
import { createLogger } from "../logger.ts";
import { createProgress } from "../progress.ts";
import { readRoles } from "../roles.ts";
import { serve, type Running } from "../serve.ts";
import { untilStopped } from "../until-stopped.ts";

export function describe(running: Running): string[] {
  const { api, broker, worker } = running;
  const lines = [`  Data     ${running.storage === "embedded" ? "embedded database" : "PostgreSQL"}`];
  if (broker) {
    const tls = broker.tlsPort === null ? "" : `, TLS port ${broker.tlsPort}`;
    lines.unshift(`  MQTT     port ${broker.port}${tls}${api ? ", WebSocket at /mqtt" : ""}`);
  }
  if (worker) lines.unshift("  Queue    RabbitMQ");
  if (api) lines.unshift(`  Console  ${api.url}`);
  const first = running.firstAdministrator;
  if (first) lines.push("", `  First administrator: ${first.username}`);
  if (first?.password) lines.push(`  Password: ${first.password}   (shown only this once)`);
  return lines;
}

export async function runServe({ roles }: { roles?: string }): Promise<void> {
  const config = readConfig(process.env);
  const shared = roles === undefined ? {} : { roles: readRoles(roles) };
  const progress = createProgress();
  const logger = createLogger(config.LOG_LEVEL);
  const running = await serve({ config, logger, onProgress: progress.report, ...shared });
  progress.done();
  console.log(["Kentiz is running.", ...describe(running), ""].join("\n"));
  await untilStopped(() => running.stop());
}
