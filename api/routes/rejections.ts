// Refused messages, newest first.
import { listRejections } from "../../gis/rejection.ts";
import type { Handlers } from "../mount-route.ts";

export const rejectionHandlers = {
  listRejections: ({ context, scope, query }) => listRejections(context.database, scope, query),
} satisfies Partial<Handlers>;
