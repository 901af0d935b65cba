// What a report is about: kind, period, unit, vehicle, how it is added up, working hours.
import { Chip, Group, Select } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useQuery } from "@tanstack/react-query";
import {
  isSumKind,
  REPORT_KINDS,
  ReportGroup,
  ReportKind,
  ReportStep,
} from "../../../domain/fleet-report/fleet-report.ts";
import { REPORT_TITLES } from "../../../domain/fleet-report/report-columns.ts";
import { unitsQuery } from "../../api/queries.ts";
import { useFormats, useServices } from "../../app/use-services.ts";
import { isLanguage } from "../../i18n/create-i18n.ts";
import { localeOf } from "../../lib/number-format.ts";
import { allVehiclesQuery } from "../admin/admin-queries.ts";
import { unitOptions } from "../admin/unit-options.ts";
import { vehicleOptions } from "../admin/vehicle-options.ts";
import { PRESETS, presetDays, presetOf } from "./period-presets.ts";
import classes from "./Reports.module.css";
import type { ReportSearch } from "./report-search.ts";

const NONE: readonly never[] = [];
/** Monday is 1; 16 November 2026 was one. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7].map((number) => ({ number, at: Date.UTC(2026, 10, 15 + number) }));
const HALF_HOURS = Array.from(
  { length: 48 },
  (_, index) => `${String(Math.floor(index / 2)).padStart(2, "0")}:${index % 2 === 0 ? "00" : "30"}`,
);
const OWN = "own";

export interface ReportFiltersProps {
  search: ReportSearch;
  today: string;
  onChange: (patch: Partial<ReportSearch>) => void;
}

export function ReportFilters({ search, today, onChange }: ReportFiltersProps) {
  const { api } = useServices();
  const { t, language } = useFormats();
  const units = useQuery(unitsQuery(api)).data ?? NONE;
  const vehicles = useQuery(allVehiclesQuery(api)).data ?? NONE;
  const words = isLanguage(language) ? language : "tr";
  const weekday = new Intl.DateTimeFormat(localeOf(words), { weekday: "short", timeZone: "UTC" });
  const idOf = (text: string | null): number | null => (text === null ? null : Number(text));
  return (
    <div className={classes.filters}>
      <Select
        label={t("reports.kind")}
        w={216}
        allowDeselect={false}
        value={search.kind}
        onChange={(kind) => onChange({ kind: ReportKind.parse(kind) })}
        data={REPORT_KINDS.map((kind) => ({ value: kind, label: REPORT_TITLES[kind][words] }))}
      />
      <Select
        label={t("reports.period")}
        w={124}
        allowDeselect={false}
        value={presetOf(search, today) ?? OWN}
        onChange={(value) => {
          const preset = PRESETS.find((known) => known === value);
          if (preset) onChange(presetDays(preset, today));
        }}
        data={[
          ...PRESETS.map((preset) => ({ value: preset, label: t(`reports.preset.${preset}`) })),
          { value: OWN, label: t("reports.preset.own"), disabled: true },
        ]}
      />
      <DatePickerInput
        label={t("reports.from")}
        w={116}
        valueFormat="DD.MM.YYYY"
        value={search.from}
        maxDate={today}
        onChange={(from) => {
          if (from !== null) onChange({ from, to: search.to < from ? from : search.to });
        }}
      />
      <DatePickerInput
        label={t("reports.to")}
        w={116}
        valueFormat="DD.MM.YYYY"
        value={search.to}
        maxDate={today}
        onChange={(to) => {
          if (to !== null) onChange({ to, from: search.from > to ? to : search.from });
        }}
      />
      <Select
        label={t("reports.unit")}
        placeholder={t("reports.allUnits")}
        w={180}
        searchable
        clearable
        value={search.unitId === null ? null : String(search.unitId)}
        onChange={(id) => onChange({ unitId: idOf(id) })}
        data={unitOptions(units)}
      />
      <Select
        label={t("reports.vehicle")}
        placeholder={t("reports.allVehicles")}
        w={168}
        searchable
        clearable
        limit={100}
        value={search.vehicleId === null ? null : String(search.vehicleId)}
        onChange={(id) => onChange({ vehicleId: idOf(id) })}
        data={vehicleOptions(vehicles)}
      />
      {isSumKind(search.kind) ? (
        <>
          <Select
            label={t("reports.groupBy")}
            w={122}
            allowDeselect={false}
            value={search.groupBy}
            onChange={(groupBy) => onChange({ groupBy: ReportGroup.parse(groupBy) })}
            data={ReportGroup.options.map((group) => ({ value: group, label: t(`reports.group.${group}`) }))}
          />
          <Select
            label={t("reports.step")}
            w={140}
            allowDeselect={false}
            value={search.step}
            onChange={(step) => onChange({ step: ReportStep.parse(step) })}
            data={ReportStep.options.map((step) => ({ value: step, label: t(`reports.stepOf.${step}`) }))}
          />
        </>
      ) : null}
      {search.kind === "out-of-hours" ? (
        <>
          <Select
            label={t("reports.shiftFrom")}
            w={116}
            searchable
            allowDeselect={false}
            value={search.shiftFrom}
            onChange={(time) => onChange({ shiftFrom: time ?? search.shiftFrom })}
            data={[...new Set([...HALF_HOURS, search.shiftFrom])].toSorted()}
          />
          <Select
            label={t("reports.shiftTo")}
            w={116}
            searchable
            allowDeselect={false}
            value={search.shiftTo}
            onChange={(time) => onChange({ shiftTo: time ?? search.shiftTo })}
            data={[...new Set([...HALF_HOURS, search.shiftTo])].toSorted()}
          />
          <fieldset className={classes.days}>
            <legend>{t("reports.shiftDays")}</legend>
            <Chip.Group
              multiple
              value={search.shiftDays.split(",")}
              onChange={(days) => {
                if (days.length > 0) onChange({ shiftDays: days.toSorted().join(",") });
              }}
            >
              <Group gap={4}>
                {WEEKDAYS.map(({ number, at }) => (
                  <Chip key={number} value={String(number)} size="sm" variant="outline">
                    {weekday.format(at)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </fieldset>
        </>
      ) : null}
    </div>
  );
}
