// API tokens of the signed-in user.
import { MAX_API_TOKENS } from "../../domain/api-token.ts";
import { AppError } from "../../domain/problem.ts";
import { createToken, deleteToken, tokensOfUser } from "../../gis/api-token.ts";
import { audit } from "../audit.ts";
import { newApiToken } from "../bearer.ts";
import type { Caller } from "../caller.ts";
import type { Handlers } from "../mount-route.ts";
import { requireSession } from "../require-session.ts";
import { hashSessionToken } from "../session-cookie.ts";
import { requireFound } from "./require-found.ts";

const DAY_MS = 24 * 3_600_000;

const audited = ({ user }: Caller, id: number, name: string) => ({
  objectType: "token" as const,
  objectId: id,
  objectLabel: name,
  // Whoever administers one of the user's units may know; without any, nobody's business.
  unitId: user.grants[0]?.unitId ?? 0,
});

export const tokenHandlers = {
  listTokens: async ({ context, caller }) => ({
    items: await tokensOfUser(context.database, caller.user.id),
    next: null,
  }),

  async createToken({ context, caller, body }) {
    const session = requireSession(caller);
    const token = newApiToken();
    const created = await context.database.transaction(async (tx) => {
      const row = {
        userId: session.user.id,
        name: body.name,
        tokenHash: hashSessionToken(token),
        readOnly: body.readOnly,
        expiresAt: body.expiresInDays == null ? null : new Date(Date.now() + body.expiresInDays * DAY_MS),
      };
      const kept = await createToken(tx, row, MAX_API_TOKENS);
      if (!kept) throw new AppError("too_many", `A user can have ${MAX_API_TOKENS} tokens. Revoke one first.`);
      const after = { readOnly: kept.readOnly, expiresAt: kept.expiresAt };
      await audit(tx, session, { ...audited(session, kept.id, kept.name), action: "create", after });
      return kept;
    });
    return { ...created, token };
  },

  async revokeToken({ context, caller, params }) {
    const session = requireSession(caller);
    await context.database.transaction(async (tx) => {
      const name = requireFound(await deleteToken(tx, session.user.id, params.id), "token");
      await audit(tx, session, { ...audited(session, params.id, name), action: "revoke" });
    });
    return null;
  },
} satisfies Partial<Handlers>;
