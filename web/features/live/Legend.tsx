// What everything on the map means. The swatches are drawn in the inks of the map in use.
import { ActionIcon, useComputedColorScheme } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MAP_PALETTES, type MapPalette } from "../../map/style/map-palette.ts";
import { StateSignIcon } from "../../signs/StateSignIcon.tsx";
import { KIND_PICTOGRAMS } from "../../signs/kind-pictogram.ts";
import { CONDITIONS, DIRECTIONLESS_SIGNS, STATE_SIGNS } from "../../signs/state-sign.ts";
import classes from "./Legend.module.css";

const DONUT_RADIUS = 7.1;

function Swatch({ children, background }: { children: ReactNode; background: string }) {
  return (
    <svg width="28" height="18" viewBox="0 0 28 18" aria-hidden className={classes.swatch} style={{ background }}>
      {children}
    </svg>
  );
}

const fill = (colour: string): ReactNode => <path d="M0 0h28v18H0z" fill={colour} />;

/** A group as the map draws it: a ring divided by state around its number. */
function Donut({ palette }: { palette: MapPalette }) {
  const turn = 2 * Math.PI * DONUT_RADIUS;
  const parts = [
    { motion: "moving", from: 0, share: 0.45 },
    { motion: "idling", from: 0.45, share: 0.2 },
    { motion: "parked", from: 0.65, share: 0.35 },
  ] as const;
  return (
    <>
      <circle cx="14" cy="9" r="8.6" fill={palette.badge} />
      {parts.map(({ motion, from, share }) => (
        <circle
          key={motion}
          cx="14"
          cy="9"
          r={DONUT_RADIUS}
          fill="none"
          stroke={STATE_SIGNS[motion].colour}
          strokeWidth="2.6"
          strokeDasharray={`${share * turn} ${turn}`}
          strokeDashoffset={-from * turn}
          transform="rotate(-90 14 9)"
        />
      ))}
      <text x="14" y="11.6" textAnchor="middle" fontSize="7.5" fontWeight="700" fill={palette.dataInk}>
        9
      </text>
    </>
  );
}

function baseSwatches(
  palette: MapPalette,
): { label: "street" | "park" | "wood" | "water" | "building" | "neighbourhood" | "container"; drawing: ReactNode }[] {
  return [
    {
      label: "street",
      drawing: (
        <>
          <path d="M0 9h28" stroke={palette.casing} strokeWidth="8" />
          <path d="M0 9h28" stroke={palette.streetMajor} strokeWidth="6" />
        </>
      ),
    },
    {
      label: "neighbourhood",
      drawing: <path d="M0 9h28" stroke={palette.boundary} strokeWidth="1.4" strokeDasharray="4 3" />,
    },
    { label: "park", drawing: fill(palette.park) },
    { label: "wood", drawing: fill(palette.wood) },
    { label: "water", drawing: fill(palette.water) },
    { label: "building", drawing: <path d="M6 3h16v12H6z" fill={palette.building} stroke={palette.buildingEdge} /> },
    { label: "container", drawing: <circle cx="14" cy="9" r="3.4" fill={palette.containerMetal} /> },
  ];
}

/** @param base whether the own map lies below */
export function Legend({ base, onClose }: { base: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const palette = MAP_PALETTES[useComputedColorScheme("light", { getInitialValueInEffect: false })];
  return (
    <section className={classes.legend} aria-label={t("live.legend.title")}>
      <header className={classes.head}>
        <h2>{t("live.legend.title")}</h2>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t("live.legend.close")} onClick={onClose}>
          <IconX size={16} stroke={1.8} />
        </ActionIcon>
      </header>
      <h3>{t("live.legend.vehicles")}</h3>
      <ul>
        {CONDITIONS.filter((condition) => condition !== "unlocated").map((condition) => (
          <li key={condition}>
            <StateSignIcon condition={condition} size={20} />
            {t(`live.condition.${condition}`)}
          </li>
        ))}
        <li>
          <StateSignIcon condition="moving" sign={DIRECTIONLESS_SIGNS.moving} size={20} />
          {t("live.legend.directionless")}
        </li>
        <li>
          <Swatch background="transparent">
            <circle cx="14" cy="9" r="8.4" fill={STATE_SIGNS.silent.colour} opacity="0.3" />
            <circle cx="14" cy="9" r="4" fill={palette.badge} stroke={STATE_SIGNS.silent.colour} strokeWidth="1.8" />
          </Swatch>
          {t("live.legend.halo")}
        </li>
        <li>
          <Swatch background="transparent">
            <Donut palette={palette} />
          </Swatch>
          {t("live.legend.cluster")}
        </li>
        <li>
          <Swatch background="transparent">
            {[10, 14, 18].map((x) => (
              <circle key={x} cx={x} cy="9" r="5" fill={STATE_SIGNS.parked.colour} stroke={palette.dataHalo} />
            ))}
          </Swatch>
          {t("live.legend.stack")}
        </li>
        <li>
          <svg width="20" height="20" viewBox="-2 -2 28 28" aria-hidden className={classes.badge}>
            <path d={KIND_PICTOGRAMS.compactor} />
          </svg>
          {t("live.legend.kind")}
        </li>
        <li>
          <Swatch background="transparent">
            <circle cx="14" cy="9" r="6.5" fill="none" stroke={palette.accent} strokeWidth="2.6" />
          </Swatch>
          {t("live.legend.selected")}
        </li>
        <li>
          <Swatch background="transparent">
            <path d="M1 9h26" stroke={palette.accent} strokeWidth="3.6" strokeLinecap="round" />
          </Swatch>
          {t("live.legend.track")}
        </li>
        <li>
          <Swatch background="transparent">
            <path d="M1 9h26" stroke={palette.accent} strokeWidth="2" strokeDasharray="4 5" />
          </Swatch>
          {t("live.legend.trackGap")}
        </li>
      </ul>
      {base ? (
        <>
          <h3>{t("live.legend.base")}</h3>
          <ul>
            {baseSwatches(palette).map(({ label, drawing }) => (
              <li key={label}>
                <Swatch background={palette.ground}>{drawing}</Swatch>
                {t(`live.legend.${label}`)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
