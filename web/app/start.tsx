// Puts the page together: services, router, providers.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "../api/api-error.ts";
import { App } from "./App.tsx";
import { createAppRouter } from "./create-router.tsx";
import { registerOfflinePage } from "./register-offline-page.ts";
import { createServices } from "./services.ts";

export function startConsole(root: HTMLElement): void {
  registerOfflinePage();
  const services = createServices();
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
