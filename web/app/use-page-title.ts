// The title of the browser tab, in the person's language.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

export function usePageTitle(page: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = t("shell.pageTitle", { page });
  }, [t, page]);
}
