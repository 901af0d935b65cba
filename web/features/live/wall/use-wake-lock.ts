// Keeps the screen awake while a component is shown. Browsers let go of it when the page is hidden.
import { useEffect } from "react";

export function useWakeLock(): void {
  useEffect(() => {
    if (!("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let ended = false;
    async function hold(): Promise<void> {
      if (document.hidden) return;
      try {
        const held = await navigator.wakeLock.request("screen");
        if (ended) await held.release();
        else lock = held;
      } catch {
        // Low battery or a policy: the screen may go dark, the display itself goes on.
      }
    }
    const onVisible = (): void => void hold();
    void hold();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      ended = true;
      document.removeEventListener("visibilitychange", onVisible);
      void lock?.release();
    };
  }, []);
}
