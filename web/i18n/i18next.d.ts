// Makes `t("…")` accept only keys that exist.
import "i18next";
import type { Wording } from "./tr.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Wording };
  }
}
