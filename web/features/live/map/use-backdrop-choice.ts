// Which base map lies below the vehicles: what the address says, else what this person chose last.
// The address always tells it, so that a shared view looks the same.
import { useCallback, useEffect } from "react";
import { OWN_BACKDROP } from "../../../../domain/backdrop.ts";
import { usePreference, useServices } from "../../../app/use-services.ts";
import { useLiveView } from "../use-live-view.ts";

export function useBackdropChoice(): [chosenId: string, choose: (id: string) => void] {
  const { preferences } = useServices();
  const { view, change } = useLiveView();
  const preferred = usePreference((state) => state.backdrop);
  const chosenId = view.backdrop ?? preferred;
  const inAddress = chosenId === OWN_BACKDROP ? null : chosenId;
  useEffect(() => {
    if (view.backdrop === null && inAddress !== null) change({ backdrop: inAddress });
  }, [view.backdrop, inAddress, change]);
  const choose = useCallback(
    (id: string) => {
      preferences.setState({ backdrop: id });
      change({ backdrop: id === OWN_BACKDROP ? null : id });
    },
    [preferences, change],
  );
  return [chosenId, choose];
}
