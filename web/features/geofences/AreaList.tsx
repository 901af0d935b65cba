// The areas by group, found by any spelling.
import { TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Geofence } from "../../../domain/geofence/geofence.ts";
import { compareTurkish, foldForSearch } from "../../../domain/turkish-text.ts";
import { problemText } from "../../api/problem-text.ts";
import { useFormats } from "../../app/use-services.ts";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import classes from "./Geofences.module.css";

const SQUARE_METRES_PER_HECTARE = 10_000;

export interface AreaListProps {
  areas: UseQueryResult<Geofence[]>;
  openId: number | null;
  onOpen(id: number): void;
}

export function AreaList({ areas, openId, onOpen }: AreaListProps) {
  const { t } = useFormats();
  const [query, setQuery] = useState("");
  const groups = useMemo(() => groupsOf(areas.data ?? [], query), [areas.data, query]);
  if (areas.isError) {
    const { title, action } = problemText(t, areas.error);
    return (
      <MessagePanel
        tone="failure"
        title={title}
        body={action}
        action={{ label: t("shell.retry"), onClick: () => void areas.refetch() }}
      />
    );
  }
  if (areas.data?.length === 0)
    return <MessagePanel title={t("geofences.empty.title")} body={t("geofences.empty.body")} />;
  return (
    <>
      <TextInput
        className={classes.search}
        type="search"
        aria-label={t("geofences.search")}
        placeholder={t("geofences.search")}
        leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
        value={query}
        onChange={({ currentTarget: { value } }) => setQuery(value)}
      />
      <div className={classes.list} aria-busy={areas.isPending || undefined}>
        {groups.length === 0 && areas.data ? <p className={classes.quiet}>{t("geofences.noMatch")}</p> : null}
        {groups.map(([group, members]) => (
          <section key={group}>
            <h2>{group === "" ? t("geofences.noGroup") : group}</h2>
            <ul>
              {members.map((area) => (
                <li key={area.id}>
                  <AreaRow area={area} open={area.id === openId} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function AreaRow({ area, open, onOpen }: { area: Geofence; open: boolean; onOpen(id: number): void }) {
  const { t, number } = useFormats();
  const hectares = area.areaM2 / SQUARE_METRES_PER_HECTARE;
  const size =
    hectares >= 1
      ? t("geofences.hectares", { value: number.oneDecimal(hectares) })
      : t("geofences.squareMetres", { value: number.whole(area.areaM2) });
  return (
    <UnstyledButton className={classes.row} aria-current={open || undefined} onClick={() => onOpen(area.id)}>
      <span className={classes.swatch} style={{ background: area.colour ?? "var(--k-accent)" }} />
      <span className={classes.rowText}>
        <strong>
          <bdi>{area.name}</bdi>
        </strong>
        <small>
          {t(`geofences.shape.${area.shapeType}`)} · {size}
          {area.speedLimitKmh === null ? "" : ` · ${t("format.speed", { value: area.speedLimitKmh })}`}
        </small>
      </span>
    </UnstyledButton>
  );
}

function groupsOf(areas: readonly Geofence[], query: string): [group: string, members: Geofence[]][] {
  const folded = foldForSearch(query);
  const groups = new Map<string, Geofence[]>();
  for (const area of areas) {
    if (![area.name, area.group ?? ""].some((text) => foldForSearch(text).includes(folded))) continue;
    const members = groups.get(area.group ?? "");
    if (members) members.push(area);
    else groups.set(area.group ?? "", [area]);
  }
  return [...groups]
    .map(([group, members]): [string, Geofence[]] => [
      group,
      members.toSorted((a, b) => compareTurkish(a.name, b.name)),
    ])
    .toSorted(([a], [b]) => Number(a === "") - Number(b === "") || compareTurkish(a, b));
}
