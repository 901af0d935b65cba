// Listens to a device's messages for as long as somebody looks.
import { useEffect, useReducer, useState } from "react";
import { TailEnd, TailMessage, TailSkipped } from "../../../../domain/tail.ts";
import { EMPTY_LOG, tailLog } from "./tail-log.ts";

export type TailPhase = "connecting" | "open" | "lost" | "signed_out" | "right_lost";

const RECONNECT_MS = 1500;

export function useTail(deviceId: number) {
  const [log, act] = useReducer(tailLog, EMPTY_LOG);
  const [phase, setPhase] = useState<TailPhase>("connecting");

  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function connectAgain(): void {
      source?.close();
      setPhase("lost");
      timer = setTimeout(connect, RECONNECT_MS);
    }

    function connect(): void {
      source = new EventSource(`/api/devices/${deviceId}/tail`);
      source.addEventListener("open", () => setPhase("open"));
      source.addEventListener("message", ({ data }: MessageEvent<string>) =>
        act({ type: "message", message: TailMessage.parse(JSON.parse(data)) }),
      );
      source.addEventListener("skipped", ({ data }: MessageEvent<string>) =>
        act({ type: "skipped", count: TailSkipped.parse(JSON.parse(data)).count }),
      );
      source.addEventListener("end", ({ data }: MessageEvent<string>) => {
        const { reason } = TailEnd.parse(JSON.parse(data));
        if (reason === "restart" || reason === "time_limit") return connectAgain();
        source?.close();
        setPhase(reason);
      });
      // The browser's own way of trying again gives up at the first refusal.
      source.addEventListener("error", connectAgain);
    }

    connect();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [deviceId]);

  return { log, act, phase };
}
