// English: how far a device can be believed.
import type { adminHealth as turkish } from "../tr/admin-health.ts";
import type { Worded } from "../tr.ts";

export const adminHealth: Worded<typeof turkish> = {
  title: "Health of the device",
  clockUnknown: "Not enough messages yet to estimate its clock",
  clockRight: "Right",
  clock: { behind: "{{by}} behind", ahead: "{{by}} ahead" },
  missingOf: "{{missing}} of {{all}} messages",
  noGap: "None seen",
  gapSize: "{{size}} messages",
  fact: {
    clock: "Clock",
    missing: "Missing by its counter",
    lastGap: "Last gap",
    restarts: "Counter began anew",
  },
  flag: {
    clock_behind: "Its clock is behind: its fixes look older than they are. Check the time settings of the device.",
    clock_ahead:
      "Its clock is ahead: its fixes may count as future and stay out of the live map. Check its time settings.",
    messages_missing: "Some of its messages of the last 24 hours never came. Check coverage and gateway.",
  },
};
