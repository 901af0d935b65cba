// What everybody who works with this installation needs to know of it: where devices connect, and how
// long records are kept.
import { z } from "zod";

const Port = z.int().min(0).max(65_535);

export const Installation = z
  .object({
    mqtt: z
      .object({
        /** Name that devices reach the server under; null = not configured, the one people use. */
        host: z.string().nullable(),
        port: Port,
        /** MQTT over TLS; null = not offered. */
        tlsPort: Port.nullable(),
        /** MQTT over WebSocket, on the address of the console. */
        webSocketPath: z.string(),
      })
      // A process of another role.
      .nullable(),
    /** Days after which records are removed. */
    kept: z.object({ auditDays: z.int(), rejectionDays: z.int() }),
  })
  .meta({ id: "Installation" });
export type Installation = z.infer<typeof Installation>;
