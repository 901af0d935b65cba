// Refused messages: newest first, and how often each reason struck.
import { listRejections, summariseRejections } from "../../gis/rejection.ts";
import type { Handlers } from "../mount-route.ts";

export const rejectionHandlers = {
  listRejections: ({ context, scope, query }) => listRejections(context.database, scope, query),
  summariseRejections: async ({ context, scope, query }) => ({
    items: await summariseRejections(context.database, scope, query),
    next: null,
  }),
} satisfies Partial<Handlers>;
