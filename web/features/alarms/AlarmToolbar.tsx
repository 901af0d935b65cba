// Above the list: which alarms, search, severities with live counts, order.
import { CloseButton, Kbd, NativeSelect, TextInput, UnstyledButton } from "@mantine/core";
import { IconArrowsSort, IconSearch } from "@tabler/icons-react";
import type { RefObject } from "react";
import { SEVERITIES } from "../../../domain/alarm/severity.ts";
import { useFormats } from "../../app/use-services.ts";
import { SeverityMark } from "../../signs/SeverityMark.tsx";
import { usePhone } from "../../ui/use-phone.ts";
import type { SeverityCounts } from "./alarm-rows.ts";
import { ALARM_ORDERS, ALARM_TABS, type AlarmTab, type AlarmView } from "./alarm-search.ts";
import classes from "./Alarms.module.css";

export interface AlarmToolbarProps {
  view: AlarmView;
  query: string;
  counts: SeverityCounts;
  /** Of each tab that is known without asking. */
  tabCounts: Readonly<Partial<Record<AlarmTab, number>>>;
  searchRef: RefObject<HTMLInputElement | null>;
  onQuery(query: string): void;
  change(patch: Partial<AlarmView>): void;
  onToList(): void;
}

export function AlarmToolbar(props: AlarmToolbarProps) {
  const { view, query, counts, tabCounts, searchRef, onQuery, change, onToList } = props;
  const { t, number } = useFormats();
  const phone = usePhone();
  const { severities } = view;
  return (
    <div className={classes.toolbar}>
      <fieldset aria-label={t("alarms.tabs")} className={classes.tabs}>
        {ALARM_TABS.map((tab) => (
          <UnstyledButton
            key={tab}
            className={classes.tab}
            aria-pressed={view.tab === tab}
            onClick={() => change({ tab, openId: null })}
          >
            {t(`alarms.tab.${tab}`)}
            {tabCounts[tab] === undefined ? null : <strong>{number.whole(tabCounts[tab])}</strong>}
          </UnstyledButton>
        ))}
      </fieldset>
      <div className={classes.find}>
        <TextInput
          ref={searchRef}
          type="search"
          className={classes.search}
          aria-label={t("alarms.searchLabel")}
          placeholder={t("alarms.search")}
          value={query}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={({ currentTarget: { value } }) => onQuery(value)}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown" || event.key === "Enter") {
              event.preventDefault();
              onToList();
            } else if (event.key === "Escape" && query !== "") {
              event.stopPropagation();
              onQuery("");
            }
          }}
          leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
          rightSectionPointerEvents="all"
          rightSection={
            query !== "" ? (
              <CloseButton size="sm" aria-label={t("alarms.clearSearch")} onClick={() => onQuery("")} />
            ) : phone ? null : (
              <Kbd aria-hidden>/</Kbd>
            )
          }
        />
        <NativeSelect
          aria-label={t("alarms.order")}
          leftSection={<IconArrowsSort size={14} stroke={1.8} aria-hidden />}
          value={view.order}
          data={ALARM_ORDERS.map((value) => ({ value, label: t(`alarms.orderBy.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            change({ order: ALARM_ORDERS.find((order) => order === value) ?? "severity" })
          }
        />
      </div>
      <fieldset aria-label={t("alarms.severities")} className={classes.chips}>
        {SEVERITIES.map((severity) => (
          <UnstyledButton
            key={severity}
            className={classes.chip}
            aria-pressed={severities.includes(severity)}
            onClick={() =>
              change({
                severities: SEVERITIES.filter((one) =>
                  one === severity ? !severities.includes(one) : severities.includes(one),
                ),
              })
            }
          >
            <SeverityMark severity={severity} />
            <span>{t(`sound.severity.${severity}`)}</span>
            <strong>{number.whole(counts[severity])}</strong>
          </UnstyledButton>
        ))}
      </fieldset>
    </div>
  );
}
