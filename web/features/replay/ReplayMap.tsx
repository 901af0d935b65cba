// The map of the replay: the same map, vehicles and picking as on the live screen.
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowsMaximize, IconMinus, IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useFormats } from "../../app/use-services.ts";
import type { FleetOverlay } from "../../map/fleet/fleet-overlay.ts";
import type { MapHost } from "../../map/map-host.ts";
import { MapView } from "../../map/MapView.tsx";
import type { Fleet } from "../live/fleet.ts";
import { usePicking } from "../live/map/use-picking.ts";
import { StackPicker } from "../live/StackPicker.tsx";
import classes from "./Replay.module.css";

export interface ReplayMapProps {
  host: MapHost | null;
  overlay: FleetOverlay;
  fleet: Fleet | null;
  /** Not while an area is drawn. */
  picking: boolean;
  onHost(host: MapHost | null): void;
  onFit(): void;
  onPick(vehicleId: number): void;
}

function Control({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label} position="left" openDelay={400}>
      <ActionIcon variant="default" size={36} className={classes.control} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

export function ReplayMap({ host, overlay, fleet, picking, onHost, onFit, onPick }: ReplayMapProps) {
  const { t } = useFormats();
  const { stack, closeStack } = usePicking(host, overlay, {
    pick: onPick,
    open: () => host?.map.zoomIn(),
    paused: !picking,
  });
  return (
    <MapView firstView={null} onHost={onHost}>
      {host ? (
        <div className={classes.controls}>
          <Control label={t("replay.fit")} onClick={onFit}>
            <IconArrowsMaximize size={18} stroke={1.8} />
          </Control>
          <Control label={t("map.zoomIn")} onClick={() => host.map.zoomIn()}>
            <IconPlus size={18} stroke={1.8} />
          </Control>
          <Control label={t("map.zoomOut")} onClick={() => host.map.zoomOut()}>
            <IconMinus size={18} stroke={1.8} />
          </Control>
        </div>
      ) : null}
      <StackPicker stack={stack} fleet={fleet} onPick={onPick} onClose={closeStack} />
    </MapView>
  );
}
