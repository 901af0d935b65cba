// How the installation is doing.
import type { Handlers } from "../mount-route.ts";

export const systemHandlers = {
  getSystem: ({ context }) => context.system.read(),
  getInstallation: async ({ context }) => context.installation,
} satisfies Partial<Handlers>;
