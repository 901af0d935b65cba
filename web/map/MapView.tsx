// The map in React: a container, and the host once the style stands. Children are laid over it.
import { useComputedColorScheme } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { MessagePanel } from "../ui/MessagePanel.tsx";
import { baseMapQuery } from "./base-map.ts";
import { createMapHost, type MapHost, type MapView as Camera } from "./map-host.ts";
import classes from "./MapView.module.css";

export interface MapViewProps {
  /** Read once, when the map is made. */
  firstView: Camera | null;
  onHost(host: MapHost | null): void;
  children?: ReactNode;
}

export function MapView({ firstView, onHost, children }: MapViewProps) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const baseMap = useQuery(baseMapQuery);
  const container = useRef<HTMLDivElement>(null);
  const [host, setHost] = useState<MapHost | null>(null);
  const [unavailable, setUnavailable] = useState(false);
  const [tilesFailed, setTilesFailed] = useState(false);

  // What the map is made with, without making it again when these change.
  const first = useRef({ view: firstView, scheme, canvasLabel: t("map.canvas"), onHost });
  const settled = !baseMap.isPending;
  const tileJson = baseMap.data ?? null;

  useEffect(() => {
    if (!settled || !container.current) return;
    const { onHost: tellHost, ...options } = first.current;
    const made = createMapHost({
      ...options,
      container: container.current,
      baseMap: tileJson,
      onReady: tellHost,
      onBaseMapError: () => setTilesFailed(true),
      onUnavailable: () => setUnavailable(true),
    });
    setHost(made);
    return () => {
      setHost(null);
      tellHost(null);
      made?.destroy();
    };
  }, [settled, tileJson]);

  useEffect(() => host?.setScheme(scheme), [host, scheme]);
  useEffect(() => host?.setLabel(t("map.canvas")), [host, t]);

  const subscribe = useCallback((onChange: () => void) => host?.onGround(onChange) ?? (() => undefined), [host]);
  const attribution = useSyncExternalStore(subscribe, () => host?.attribution ?? "");
  return (
    <div className={classes.frame} data-map-scheme={scheme}>
      <div ref={container} className={classes.map} />
      <span className={classes.cross} aria-hidden />
      {unavailable ? (
        <div className={classes.unavailable}>
          <MessagePanel
            tone="failure"
            icon={<IconMapOff size={32} stroke={1.4} aria-hidden />}
            title={t("map.noWebGl.title")}
            body={t("map.noWebGl.body")}
          />
        </div>
      ) : null}
      {baseMap.isError || tilesFailed ? <output className={classes.warning}>{t("map.baseMapMissing")}</output> : null}
      {attribution === "" || unavailable ? null : <p className={classes.attribution}>{attribution}</p>}
      {children}
    </div>
  );
}
