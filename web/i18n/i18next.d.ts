// Makes `t("…")` accept only keys that exist.
import "i18next";
import type { AdministrationWording } from "./administration-wording.ts";
import type { AlarmWording } from "./alarm-wording.ts";
import type { GeofenceWording } from "./geofence-wording.ts";
import type { ReplayWording } from "./replay-wording.ts";
import type { Wording } from "./tr.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: {
      translation: Wording & AdministrationWording & AlarmWording & GeofenceWording & ReplayWording;
    };
  }
}
