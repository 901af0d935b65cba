// Changing saved views; every change can be undone or tried again from its notice.
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { NewSavedView, SavedView } from "../../../domain/saved-view.ts";
import { problemText } from "../../api/problem-text.ts";
import { viewsQuery } from "../../api/queries.ts";
import { useServices } from "../use-services.ts";

export interface ViewActions {
  /** What is on the screen now. @throws ApiError */
  save(view: Pick<NewSavedView, "name" | "shortcut">): Promise<void>;
  update(view: SavedView): void;
  remove(view: SavedView): void;
}

export function useViewActions(): ViewActions {
  const { t } = useTranslation();
  const { api, notices, queryClient } = useServices();
  const router = useRouter();
  const here = (): string => router.state.location.href;
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: viewsQuery(api).queryKey });

  async function create(view: NewSavedView): Promise<void> {
    await api.call("createView", { body: view });
    notices.post({ tone: "good", title: t("views.saved", { name: view.name }), toast: true });
    await refresh();
  }
  async function update({ id, name, path }: SavedView): Promise<void> {
    await api.call("changeView", { params: { id }, body: { path: here() } });
    notices.post({
      tone: "good",
      title: t("views.updated", { name }),
      action: {
        label: t("views.undo"),
        run: () => attempt(api.call("changeView", { params: { id }, body: { path } }).then(refresh)),
      },
      toast: true,
    });
    await refresh();
  }
  async function remove({ id, name, path, shortcut }: SavedView): Promise<void> {
    await api.call("deleteView", { params: { id } });
    notices.post({
      tone: "plain",
      title: t("views.deleted", { name }),
      action: { label: t("views.undo"), run: () => attempt(create({ name, path, shortcut })) },
      toast: true,
    });
    await refresh();
  }
  /** A failure is told where the success would have been. */
  function attempt(work: Promise<void>): void {
    work.catch((error: unknown) => {
      const { title, action } = problemText(t, error);
      notices.post({ tone: "failure", title: t("views.failed"), body: `${title}. ${action}`, toast: true });
    });
  }

  return {
    save: (view) => create({ ...view, path: here() }),
    update: (view) => attempt(update(view)),
    remove: (view) => attempt(remove(view)),
  };
}
