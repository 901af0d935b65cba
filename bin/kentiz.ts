#!/usr/bin/env node
// The `kentiz` command.
import { Command, InvalidArgumentError } from "commander";
import { addDevice } from "./commands/add-device.ts";
import { addUser } from "./commands/add-user.ts";
import { runDemo } from "./commands/demo.ts";
import { runMigrate } from "./commands/migrate.ts";
import { runReplay } from "./commands/replay.ts";
import { runServe } from "./commands/serve.ts";
import { runSimulate } from "./commands/simulate.ts";
import { explain } from "./explain.ts";
import { version } from "./version.ts";

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError("must be a number above 0.");
  return value;
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("must be a whole number above 0.");
  return value;
}

const program = new Command("kentiz")
  .description("Smart-city IoT and GIS platform. Settings come from the environment, see the README.")
  .version(version());

program
  .command("serve")
  .description("run Kentiz")
  .option(
    "--roles <list>",
    "only these parts of it: broker,api,rules,jobs; others share the PostgreSQL of DATABASE_URL",
  )
  .action(runServe);

program
  .command("demo")
  .description("run Kentiz with the demo city and simulated vehicles on the embedded database")
  .option("--seed <number>", "another city and another day", whole, 35)
  .action(runDemo);

program.command("migrate").description("bring the database's schema up to this version").action(runMigrate);

const user = program.command("user").description("people who sign in");
user
  .command("add <username>")
  .description("add a user; the password is read from KENTIZ_PASSWORD, else made up and printed once")
  .option("--name <name>", "name shown to others (default: the user name)")
  .option("--role <role>", "administrator, fleet-manager, dispatcher or viewer", "viewer")
  .option("--unit <name>", "unit at whose subtree the role holds (default: the whole municipality)")
  .action(addUser);

const device = program.command("device").description("hardware that publishes");
device
  .command("add <name>")
  .description("register a device and print its credential once")
  .option("--format <format>", "kentiz or owntracks", "kentiz")
  .option("--vehicle <plate or code>", "vehicle it serves from now on")
  .action(addDevice);

program
  .command("replay <files...>")
  .description("publish recorded tracks (CSV, GPX, OwnTracks .jsonl/.rec) as a device would")
  .requiredOption("--device <key>", "device key, which is its MQTT user name")
  .option("--password <password>", "its MQTT password (or KENTIZ_DEVICE_PASSWORD)")
  .option("--url <url>", "MQTT address", "mqtt://127.0.0.1:1883")
  .option("--speed <factor>", "times the recorded pace; 0 = as fast as acknowledged", Number, 0)
  .option("--shift-to-now", "move the recording so that it starts now", false)
  .action(runReplay);

program
  .command("simulate")
  .description("register the demo fleet at a running Kentiz and publish for it")
  .option("--api <url>", "HTTP address", "http://127.0.0.1:8080")
  .option("--url <url>", "MQTT address", "mqtt://127.0.0.1:1883")
  .requiredOption("--username <name>", "an administrator")
  .option("--password <password>", "that user's password (or KENTIZ_PASSWORD)")
  .option("--seed <number>", "another day", whole, 35)
  .option("--speed <factor>", "times real time", positive, 1)
  .action(runSimulate);

try {
  await program.parseAsync();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
