// Areas and alarm rules: lists on the left, the map in the middle, the opened record on the right.
import { Button, Menu, UnstyledButton } from "@mantine/core";
import { IconCircle, IconPlus, IconPolygon, IconRoute } from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkShape } from "../../../domain/geofence/check-shape.ts";
import type { GeofenceShape } from "../../../domain/geofence/shape.ts";
import { usePageTitle } from "../../app/use-page-title.ts";
import { useSession } from "../../app/use-services.ts";
import { addAdministrationWording } from "../../i18n/administration-wording.ts";
import { addGeofenceWording } from "../../i18n/geofence-wording.ts";
import { GeofenceLayer, type ShownArea } from "../../map/layers/geofence-layer.ts";
import type { MapHost } from "../../map/map-host.ts";
import { MapView } from "../../map/MapView.tsx";
import { useShortcuts } from "../../ui/use-shortcuts.ts";
import { AreaForm } from "./AreaForm.tsx";
import { AreaList } from "./AreaList.tsx";
import classes from "./Geofences.module.css";
import { RuleForm } from "./RuleForm.tsx";
import { RuleList } from "./RuleList.tsx";
import { type DrawTool, geometryOf, shapeOf } from "./shape-geometry.ts";
import { useDrawing } from "./use-drawing.ts";
import { useGeofences } from "./use-geofences.ts";

type Opened = { kind: "area" | "rule"; id: number | null };

const FIT_MARGIN = { top: 48, right: 48, bottom: 48, left: 48 };
const TOOLS = [
  { tool: "polygon", Icon: IconPolygon },
  { tool: "circle", Icon: IconCircle },
  { tool: "corridor", Icon: IconRoute },
] as const;

export function GeofencesPage() {
  const { t, i18n } = useTranslation();
  useState(() => {
    addAdministrationWording(i18n);
    addGeofenceWording(i18n);
  });
  usePageTitle(t("geofences.title"));
  const { permissions } = useSession();
  const [tab, setTab] = useState<"area" | "rule">("area");
  const [opened, setOpened] = useState<Opened | null>(null);
  const [host, setHost] = useState<MapHost | null>(null);
  const [tool, setTool] = useState<DrawTool | null>(null);
  const [shape, setShape] = useState<GeofenceShape | null>(null);
  const areas = useGeofences();

  const openArea = useCallback((id: number) => {
    setTab("area");
    setTool(null);
    setShape(null);
    setOpened({ kind: "area", id });
  }, []);
  const close = (): void => {
    setTool(null);
    setShape(null);
    setOpened(null);
  };
  useDrawing(host, tool, (geometry) => {
    setShape((before) => (tool === null ? before : (shapeOf(tool, geometry, before) ?? before)));
    setTool(null);
  });
  const shown = useMemo((): ShownArea[] => {
    const chosenId = opened?.kind === "area" ? opened.id : null;
    return [
      ...(areas.data ?? [])
        // What is being changed is shown as it will be.
        .filter(({ id }) => shape === null || id !== chosenId)
        .map(({ id, outline, colour }) => ({ id, geometry: outline, colour, chosen: id === chosenId })),
      ...(shape === null ? [] : [{ id: 0, geometry: geometryOf(shape), colour: null, chosen: true }]),
    ];
  }, [areas.data, opened, shape]);
  useAreaLayer(host, shown, tool === null ? openArea : null);
  useFitOnOpen(host, areas.data?.find(({ id }) => opened?.kind === "area" && id === opened.id)?.bbox ?? null);
  useShortcuts({ Escape: () => (tool === null ? close() : setTool(null)) });

  function startArea(next: DrawTool): void {
    setShape(null);
    setOpened({ kind: "area", id: null });
    setTool(next);
  }
  const fault = shape === null ? null : checkShape(shape);
  return (
    <div className={classes.page} data-open={opened !== null || undefined}>
      <section className={classes.panel} aria-label={t("geofences.title")}>
        <div className={classes.head}>
          <h1>{t("geofences.title")}</h1>
          {tab === "area" && permissions.includes("geofence:write") ? (
            <Menu shadow="md" width={220} withinPortal>
              <Menu.Target>
                <Button size="sm" leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}>
                  {t("geofences.add")}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {TOOLS.map(({ tool: one, Icon }) => (
                  <Menu.Item
                    key={one}
                    leftSection={<Icon size={16} stroke={1.6} aria-hidden />}
                    onClick={() => startArea(one)}
                  >
                    {t(`geofences.tool.${one}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          ) : null}
          {tab === "rule" && permissions.includes("rule:write") ? (
            <Button
              size="sm"
              leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
              onClick={() => setOpened({ kind: "rule", id: null })}
            >
              {t("rules.add")}
            </Button>
          ) : null}
        </div>
        <fieldset className={classes.tabs} aria-label={t("geofences.title")}>
          {(["area", "rule"] as const).map((one) => (
            <UnstyledButton key={one} className={classes.tab} aria-pressed={tab === one} onClick={() => setTab(one)}>
              {t(`geofences.tab.${one}`)}
            </UnstyledButton>
          ))}
        </fieldset>
        {tab === "area" ? (
          <AreaList areas={areas} openId={opened?.kind === "area" ? opened.id : null} onOpen={openArea} />
        ) : (
          <RuleList
            openId={opened?.kind === "rule" ? opened.id : null}
            onOpen={(id) => setOpened({ kind: "rule", id })}
          />
        )}
      </section>
      <div className={classes.map}>
        <MapView firstView={null} onHost={setHost}>
          {tool === null ? null : <output className={classes.drawHint}>{t(`geofences.drawing.${tool}`)}</output>}
        </MapView>
      </div>
      {opened === null ? null : (
        <section className={classes.drawer} aria-label={t(`geofences.tab.${opened.kind}`)}>
          {opened.kind === "area" ? (
            <AreaForm
              key={opened.id ?? "new"}
              areaId={opened.id}
              shape={shape}
              fault={fault}
              onShape={setShape}
              onTool={setTool}
              drawing={tool !== null}
              onSaved={openArea}
              onClose={close}
            />
          ) : (
            <RuleForm
              key={opened.id ?? "new"}
              ruleId={opened.id}
              areas={areas.data ?? []}
              onSaved={(id) => setOpened({ kind: "rule", id })}
              onClose={close}
            />
          )}
        </section>
      )}
    </div>
  );
}

/** `onPick`: null while the pointer draws. */
function useAreaLayer(host: MapHost | null, areas: readonly ShownArea[], onPick: ((id: number) => void) | null): void {
  const [layer] = useState(() => new GeofenceLayer());
  useEffect(() => host?.addLayer(layer), [host, layer]);
  useEffect(() => layer.show(areas), [layer, areas]);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  useEffect(() => {
    if (!host) return;
    const { map } = host;
    const onClick = ({ point }: { point: { x: number; y: number } }): void => {
      const id = layer.at(point.x, point.y);
      if (id !== null) pick.current?.(id);
    };
    map.on("click", onClick);
    return () => {
      map.off("click", onClick);
    };
  }, [host, layer]);
}

function useFitOnOpen(host: MapHost | null, bbox: [number, number, number, number] | null): void {
  const key = bbox?.join(",") ?? null;
  useEffect(() => {
    if (!host || key === null) return;
    const [west = 0, south = 0, east = 0, north = 0] = key.split(",").map(Number);
    host.fit([west, south, east, north], FIT_MARGIN, true);
  }, [host, key]);
}
