// Play, pause, step, speed, the moment: what moves through the past.
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import {
  IconCurrentLocation,
  IconMinus,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlus,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useFormats } from "../../app/use-services.ts";
import { type Player, RATES } from "./player.ts";
import classes from "./Replay.module.css";
import { useCursorSeconds, usePlayerState } from "./use-player.ts";

export interface TransportBarProps {
  player: Player;
  following: boolean;
  /** null = there is nothing to follow. */
  onFollow: (() => void) | null;
  onStep(step: 1 | -1): void;
}

function Control(props: { label: string; onClick: () => void; disabled?: boolean; children: ReactNode }) {
  const { label, onClick, disabled, children } = props;
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant="default" size={36} aria-label={label} disabled={disabled ?? false} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

export function TransportBar({ player, following, onFollow, onStep }: TransportBarProps) {
  const { t, time } = useFormats();
  const playing = usePlayerState(player, (state) => state.playing);
  const rate = usePlayerState(player, (state) => state.rate);
  const cursorMs = useCursorSeconds(player) * 1000;
  return (
    <div className={classes.transport} role="group" aria-label={t("replay.transport.region")}>
      <Control label={t("replay.transport.back")} onClick={() => onStep(-1)}>
        <IconPlayerSkipBack size={18} stroke={1.8} />
      </Control>
      <Tooltip label={t(playing ? "replay.transport.pauseKey" : "replay.transport.playKey")} openDelay={400}>
        <Button
          size="sm"
          className={classes.play}
          leftSection={playing ? <IconPlayerPause size={18} stroke={1.8} /> : <IconPlayerPlay size={18} stroke={1.8} />}
          onClick={player.toggle}
        >
          {t(playing ? "replay.transport.pause" : "replay.transport.play")}
        </Button>
      </Tooltip>
      <Control label={t("replay.transport.forward")} onClick={() => onStep(1)}>
        <IconPlayerSkipForward size={18} stroke={1.8} />
      </Control>
      <div className={classes.rate} role="group" aria-label={t("replay.transport.rate")}>
        <Control
          label={t("replay.transport.slower")}
          disabled={rate === RATES[0]}
          onClick={() => player.changeRate(-1)}
        >
          <IconMinus size={16} stroke={1.8} />
        </Control>
        <output aria-live="polite">×{rate}</output>
        <Control
          label={t("replay.transport.faster")}
          disabled={rate === RATES.at(-1)}
          onClick={() => player.changeRate(1)}
        >
          <IconPlus size={16} stroke={1.8} />
        </Control>
      </div>
      <output className={classes.moment} data-testid="moment" aria-live="off">
        <strong>{time.clock(cursorMs)}</strong>
        <span>{time.dateTime(cursorMs).split(" ").slice(0, -1).join(" ")}</span>
      </output>
      {onFollow ? (
        <Button
          size="sm"
          variant={following ? "light" : "default"}
          aria-pressed={following}
          className={classes.follow}
          leftSection={<IconCurrentLocation size={16} stroke={1.8} />}
          onClick={onFollow}
        >
          {t(following ? "replay.transport.following" : "replay.transport.follow")}
        </Button>
      ) : null}
    </div>
  );
}
