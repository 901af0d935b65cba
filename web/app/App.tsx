// The providers around the router.
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { I18nextProvider } from "react-i18next";
import { THEME_KEY } from "../ui/preferences.ts";
import { cssVariables, theme } from "../ui/theme/theme.ts";
import type { AppRouter } from "./create-router.tsx";
import type { Services } from "./services.ts";
import { ServicesContext } from "./use-services.ts";

export function App({ services, router }: { services: Services; router: AppRouter }) {
  const [schemeManager] = useState(() => localStorageColorSchemeManager({ key: THEME_KEY }));
  return (
    <ServicesContext value={services}>
      <QueryClientProvider client={services.queryClient}>
        <I18nextProvider i18n={services.i18n}>
          <MantineProvider
            theme={theme}
            cssVariablesResolver={cssVariables}
            colorSchemeManager={schemeManager}
            defaultColorScheme="auto"
          >
            <RouterProvider router={router} />
          </MantineProvider>
        </I18nextProvider>
      </QueryClientProvider>
    </ServicesContext>
  );
}
