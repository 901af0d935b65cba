// 1–9 open the saved view kept on that key, from any screen.
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { viewsQuery } from "../../api/queries.ts";
import { useShortcuts } from "../../ui/use-shortcuts.ts";
import { useServices } from "../use-services.ts";

export function useViewKeys(): void {
  const { t } = useTranslation();
  const { api, notices } = useServices();
  const router = useRouter();
  const { data: views = [] } = useQuery(viewsQuery(api));
  function open(key: number): void {
    const view = views.find(({ shortcut }) => shortcut === key);
    if (view) router.history.push(view.path);
    else notices.post({ tone: "plain", title: t("views.noneOnKey", { key }), toast: true });
  }
  useShortcuts({
    "1": () => open(1),
    "2": () => open(2),
    "3": () => open(3),
    "4": () => open(4),
    "5": () => open(5),
    "6": () => open(6),
    "7": () => open(7),
    "8": () => open(8),
    "9": () => open(9),
  });
}
