// Puts the page together: services, router, providers.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { sessionQuery } from "../api/queries.ts";
import { ApiError, isProblem } from "../api/api-error.ts";
import { App } from "./App.tsx";
import { type AppRouter, createAppRouter } from "./create-router.tsx";
import { createServices, type Services } from "./services.ts";

/** To the sign-in page, keeping the location; what was cached belongs to the session that ended. */
function leaveForSignIn(router: AppRouter, services: Services): void {
  const { pathname, href } = router.state.location;
  if (pathname === "/giris") return;
  // First away, then forget: the frame cannot be drawn without a session.
  void router.navigate({ to: "/giris", search: { donus: href, bitti: "1" } }).then(() => services.queryClient.clear());
}

async function checkSession(services: Services, onGone: () => void): Promise<void> {
  try {
    await services.queryClient.fetchQuery({ ...sessionQuery(services.api), staleTime: 0, retry: false });
  } catch (error) {
    // Anything else is a network matter, and the live connection keeps trying by itself.
    if (isProblem(error, "not_signed_in")) onGone();
  }
}

export function startConsole(root: HTMLElement): void {
  const services = createServices({
    onSignedOut: () => leaveForSignIn(router, services),
    onLiveRefused: () => void checkSession(services, () => leaveForSignIn(router, services)),
  });
  const router = createAppRouter(services);
  // A server that says no is shown as such and is no fault of the page; anything else is reported.
  const onCaughtError = (error: unknown): void => {
    if (!(error instanceof ApiError)) reportError(error);
  };
  createRoot(root, { onCaughtError }).render(
    <StrictMode>
      <App services={services} router={router} />
    </StrictMode>,
  );
}
