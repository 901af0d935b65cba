// The other end of demo-simulators.ts; only fork() starts it.
import { startFaultyTracker, type FaultyTracker } from "../simulators/fleet/faulty-tracker.ts";
import { generateCity } from "../simulators/city/generate-city.ts";
import { SimulatorOrder, type SimulatorNews } from "./demo-simulators.ts";
import { signIn } from "./api-client.ts";
import { explain } from "./explain.ts";
import { furnishAdministration } from "./furnish-administration.ts";
import { furnishAlarms } from "./furnish-alarms.ts";
import { createLogger } from "./logger.ts";
import { simulateFleet } from "./simulate-fleet.ts";
import { untilStopped } from "./until-stopped.ts";

type Going = Extract<SimulatorOrder, { type: "go" }>;

const tell = (news: SimulatorNews): void => {
  process.send?.(news);
};

const city = generateCity(Number(process.argv[2]));
let stop = async (): Promise<void> => undefined;

/** The demo goes on without: the fleet is what it is about. */
async function furnish({ api, url, username, password }: Going): Promise<FaultyTracker | null> {
  try {
    const client = await signIn(api, username, password);
    await furnishAlarms(client, city.sites);
    const credential = await furnishAdministration(client, password);
    return startFaultyTracker({ url, ...credential });
  } catch (error) {
    console.error(explain(error));
    return null;
  }
}

async function obey(order: SimulatorOrder): Promise<void> {
  if (order.type === "city") {
    const {
      attribution,
      bounds,
      district,
      neighbourhoods,
      streets,
      parks,
      woods,
      water,
      buildings,
      sites,
      containers,
    } = city;
    tell({
      type: "city",
      map: {
        attribution,
        bounds,
        district,
        neighbourhoods,
        streets,
        parks,
        woods,
        water,
        buildings,
        sites,
        containers,
      },
    });
    return;
  }
  const { vehicles, publisher } = await simulateFleet({
    ...order,
    city,
    speed: 1,
    logger: createLogger("warn"),
    onProgress: (step, fraction) => tell({ type: "progress", step, fraction }),
  });
  stop = () => publisher.stop();
  tell({ type: "publishing", vehicles });
  const faulty = await furnish(order);
  stop = async () => {
    await Promise.all([publisher.stop(), faulty?.stop()]);
  };
}

process.on("message", (message) => {
  obey(SimulatorOrder.parse(message)).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
await untilStopped(() => stop());
process.exit(0);
