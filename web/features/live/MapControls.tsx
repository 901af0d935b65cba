// Buttons on the map, bottom right: show the fleet, zoom, legend.
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowsMaximize, IconListDetails, IconMinus, IconPlus, IconRuler2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { MapHost } from "../../map/map-host.ts";
import type { BackdropState } from "../../map/backdrop/use-backdrop.ts";
import { BackdropMenu } from "./map/BackdropMenu.tsx";
import classes from "./LivePage.module.css";

function Control({
  label,
  onClick,
  pressed,
  children,
}: {
  label: string;
  onClick: () => void;
  pressed?: boolean;
  children: ReactNode;
}) {
  return (
    <Tooltip label={label} position="left" openDelay={400}>
      <ActionIcon
        variant="default"
        size={36}
        className={classes.control}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

export interface MapControlsProps {
  host: MapHost;
  legendOpen: boolean;
  measuring: boolean;
  backdrop: BackdropState;
  onBackdrop(id: string): void;
  onFit(): void;
  onLegend(): void;
  onMeasure(): void;
}

export function MapControls(props: MapControlsProps) {
  const { host, legendOpen, measuring, backdrop, onBackdrop, onFit, onLegend, onMeasure } = props;
  const { t } = useTranslation();
  return (
    <div className={classes.controls}>
      <Control label={t(legendOpen ? "live.legend.close" : "live.legend.open")} pressed={legendOpen} onClick={onLegend}>
        <IconListDetails size={18} stroke={1.8} />
      </Control>
      <Control label={t("map.measure.control")} pressed={measuring} onClick={onMeasure}>
        <IconRuler2 size={18} stroke={1.8} />
      </Control>
      {backdrop.offered.length === 0 ? null : (
        <BackdropMenu backdrop={backdrop} onChoose={onBackdrop} className={classes.control} />
      )}
      <Control label={t("map.fitVehicles")} onClick={onFit}>
        <IconArrowsMaximize size={18} stroke={1.8} />
      </Control>
      <div className={classes.zoom}>
        <Control label={t("map.zoomIn")} onClick={() => host.map.zoomIn()}>
          <IconPlus size={18} stroke={1.8} />
        </Control>
        <Control label={t("map.zoomOut")} onClick={() => host.map.zoomOut()}>
          <IconMinus size={18} stroke={1.8} />
        </Control>
      </div>
    </div>
  );
}
