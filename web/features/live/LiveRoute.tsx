// The live address: the console for people who work, or the screen on the wall.
import { LivePage } from "./LivePage.tsx";
import { useLiveView } from "./use-live-view.ts";
import { WallDisplay } from "./wall/WallDisplay.tsx";

export function LiveRoute() {
  const { view } = useLiveView();
  return view.wall ? <WallDisplay /> : <LivePage />;
}
