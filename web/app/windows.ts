// The windows of the frame. None is needed at sign-in, so each is a file of its own; all are fetched
// once the page is quiet, because a lost connection must not cost the help or the palette.
import { lazy } from "react";

const LOADERS = {
  help: () => import("./HelpSheet.tsx"),
  palette: () => import("./palette/CommandPalette.tsx"),
  views: () => import("./views/SavedViewsDialog.tsx"),
  sound: () => import("./sound/SoundDialog.tsx"),
  password: () => import("./PasswordDialog.tsx"),
} as const;

export type FrameWindow = keyof typeof LOADERS;

export const HelpSheet = lazy(async () => ({ default: (await LOADERS.help()).HelpSheet }));
export const CommandPalette = lazy(async () => ({ default: (await LOADERS.palette()).CommandPalette }));
export const SavedViewsDialog = lazy(async () => ({ default: (await LOADERS.views()).SavedViewsDialog }));
export const SoundDialog = lazy(async () => ({ default: (await LOADERS.sound()).SoundDialog }));
export const PasswordDialog = lazy(async () => ({ default: (await LOADERS.password()).PasswordDialog }));
export const Toasts = lazy(async () => ({ default: (await import("./notices/Toasts.tsx")).Toasts }));

/** A file that cannot be had now is asked for again when its window is opened. */
export async function fetchWindows(): Promise<void> {
  for (const load of Object.values(LOADERS)) await load().catch(() => undefined);
}
