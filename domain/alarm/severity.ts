// How pressing an alarm is, the most pressing first: Acil, Kritik, Yüksek, Orta, Düşük.
import { z } from "zod";

export const SEVERITIES = ["urgent", "critical", "high", "medium", "low"] as const;
export const Severity = z.enum(SEVERITIES).meta({ id: "Severity" });
export type Severity = z.infer<typeof Severity>;
