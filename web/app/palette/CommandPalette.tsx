// The command palette: vehicles, neighbourhoods, saved views, screens and commands by a few letters,
// Turkish ones folded. Loaded when it is first opened.
import "@mantine/spotlight/styles.layer.css";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconBookmark, IconMapPin, IconSearch, IconTerminal2 } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { KindPictogram } from "../../signs/KindPictogram.tsx";
import { useServices } from "../use-services.ts";
import classes from "./CommandPalette.module.css";
import { type PaletteEntry, type PaletteGroup, usePaletteEntries } from "./use-palette-entries.ts";

const MAX_PER_GROUP = 7;

const ICONS: Readonly<Record<PaletteGroup, ReactNode>> = {
  vehicles: null,
  places: <IconMapPin size={18} stroke={1.6} />,
  views: <IconBookmark size={18} stroke={1.6} />,
  screens: <IconTerminal2 size={18} stroke={1.6} />,
  commands: <IconTerminal2 size={18} stroke={1.6} />,
};

/** Open as long as it is on the page. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { commands } = useServices();
  const router = useRouter();
  const [query, setQuery] = useState("");
  const [[store, actions]] = useState(createSpotlight);
  const [offered] = useState(() => commands.all());
  const groups = usePaletteEntries(query, offered);
  useEffect(() => actions.open(), [actions]);

  function start({ to }: PaletteEntry): void {
    onClose();
    if ("run" in to) to.run();
    else if ("href" in to) router.history.push(to.href);
    else void router.navigate({ to: "/canli", search: (before) => ({ ...before, ...to.live }) });
  }

  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      onSpotlightClose={onClose}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0 }}
      scrollable
      maxHeight="min(60vh, 520px)"
      // On the root it would name a box that is no dialog.
      attributes={{ content: { "aria-label": t("palette.open") } }}
    >
      <Spotlight.Search
        data-autofocus
        placeholder={t("palette.search")}
        aria-label={t("palette.search")}
        leftSection={<IconSearch size={18} stroke={1.8} />}
      />
      <Spotlight.ActionsList>
        {groups.map(({ group, entries }) => (
          <Spotlight.ActionsGroup key={group} label={t(`palette.${group}`)}>
            {entries.slice(0, MAX_PER_GROUP).map((entry) => (
              <Spotlight.Action
                key={entry.id}
                label={entry.label}
                {...(entry.detail === undefined ? {} : { description: entry.detail })}
                leftSection={entry.kind ? <KindPictogram kind={entry.kind} size={20} /> : ICONS[group]}
                rightSection={entry.key === undefined ? undefined : <kbd className={classes.key}>{entry.key}</kbd>}
                onClick={() => start(entry)}
              />
            ))}
            {entries.length > MAX_PER_GROUP ? (
              <p className={classes.more}>{t("palette.more", { count: entries.length - MAX_PER_GROUP })}</p>
            ) : null}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 ? <Spotlight.Empty>{t("palette.nothing")}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
