// Saved views of the stub server, kept as long as it runs.
import { NewSavedView, type SavedView, SavedViewChange } from "../../../domain/saved-view.ts";

export interface StubViews {
  readonly all: readonly SavedView[];
  /** undefined = nothing at this address; null = done, nothing to say. */
  answer(
    method: string,
    path: string,
    body: unknown,
  ): SavedView | { items: readonly SavedView[]; next: null } | null | undefined;
}

export function createStubViews(): StubViews {
  const views: SavedView[] = [];
  let lastId = 0;
  return {
    all: views,
    answer(method, path, body) {
      if (method === "GET") return { items: views, next: null };
      if (method === "POST") {
        const { name, path: target, shortcut = null } = NewSavedView.parse(body);
        lastId += 1;
        const view: SavedView = { id: lastId, name, path: target, shortcut, createdAt: new Date().toISOString() };
        views.push(view);
        return view;
      }
      const index = views.findIndex(({ id }) => path === `/api/views/${id}`);
      const view = views[index];
      if (!view) return undefined;
      if (method === "DELETE") {
        views.splice(index, 1);
        return null;
      }
      const { name = view.name, path: target = view.path, shortcut = view.shortcut } = SavedViewChange.parse(body);
      return Object.assign(view, { name, path: target, shortcut });
    },
  };
}
