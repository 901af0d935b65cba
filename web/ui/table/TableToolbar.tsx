// Above the rows: search, filters, order (on phones), columns, export, how many are shown.
import { Button, CloseButton, Select, TextInput } from "@mantine/core";
import { IconDownload, IconSearch } from "@tabler/icons-react";
import { useCallback, useRef } from "react";
import { useTranslation } from "react-i18next";
import { foldForSearch } from "../../../domain/turkish-text.ts";
import { useFormats } from "../../app/use-services.ts";
import { useQueryText } from "../use-query-text.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import { ChoiceMenu } from "./ChoiceMenu.tsx";
import { csvText } from "../../../domain/csv-text.ts";
import classes from "./DataTable.module.css";
import { saveFile } from "./save-file.ts";
import { type TableColumn, textOf } from "./table-column.ts";
import type { TableViewState } from "./use-table-view.ts";

export interface TableToolbarProps<T> extends TableViewState {
  label: string;
  columns: readonly TableColumn<T>[];
  visible: readonly TableColumn<T>[];
  rows: readonly T[];
  /** null = not known yet. */
  total: number | null;
  isPhone: boolean;
  hasOwnFiles: boolean;
}

export function TableToolbar<T>(props: TableToolbarProps<T>) {
  const { label, columns, visible, rows, total, view, change, isPhone, hasOwnFiles } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const searchBox = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useQueryText(
    view.query,
    useCallback((text) => change({ query: text }), [change]),
  );
  useShortcuts({ "/": () => searchBox.current?.focus() });

  function exportRows(): void {
    const header = visible.map((column) => column.header);
    const lines = rows.map((row) => visible.map((column) => textOf(column, row)));
    saveFile(`${foldForSearch(label)}.csv`, csvText(header, lines), "text/csv;charset=utf-8");
  }

  const showColumns = (chosen: readonly string[]): void => {
    const usual = columns.filter(({ optional }) => !optional).map(({ id }) => id);
    const ordered = columns.map(({ id }) => id).filter((id, index) => index === 0 || chosen.includes(id));
    change({ columns: String(ordered) === String(usual) ? null : ordered });
  };

  return (
    <div className={classes.toolbar}>
      <TextInput
        ref={searchBox}
        type="search"
        size="sm"
        className={classes.search}
        aria-label={t("table.searchIn", { label })}
        placeholder={t("table.search")}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || query === "") return;
          event.stopPropagation();
          setQuery("");
        }}
        leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
        rightSectionPointerEvents="all"
        rightSection={
          query === "" ? null : (
            <CloseButton size="sm" aria-label={t("table.clearSearch")} onClick={() => setQuery("")} />
          )
        }
      />
      {columns.flatMap(({ id, header, filter }) =>
        filter && filter.options.length > 0 ? (
          <ChoiceMenu
            key={id}
            label={header}
            options={filter.options}
            chosen={view.filters[id] ?? []}
            onChange={(chosen) => change({ filters: { ...view.filters, [id]: chosen } })}
          />
        ) : (
          []
        ),
      )}
      {isPhone ? (
        <Select
          size="sm"
          className={classes.order}
          aria-label={t("table.sortBy")}
          placeholder={t("table.sortBy")}
          clearable
          data={visible.flatMap(({ id, header }) => [
            { value: id, label: `${header} ↑` },
            { value: `-${id}`, label: `${header} ↓` },
          ])}
          value={view.sort ? `${view.sort.descending ? "-" : ""}${view.sort.id}` : null}
          onChange={(value) =>
            change({
              sort: value === null ? null : { id: value.replace(/^-/, ""), descending: value.startsWith("-") },
            })
          }
        />
      ) : null}
      <div className={classes.toolbarEnd}>
        <output className={classes.count}>
          {total === null ? "" : t("table.showing", { shown: number.whole(rows.length), total: number.whole(total) })}
        </output>
        <ChoiceMenu
          label={t("table.columns")}
          options={columns.slice(1).map(({ id, header }) => ({ value: id, label: header }))}
          chosen={visible.map(({ id }) => id)}
          onChange={showColumns}
          quiet
        />
        {hasOwnFiles ? null : (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
            disabled={rows.length === 0}
            onClick={exportRows}
          >
            CSV
          </Button>
        )}
      </div>
    </div>
  );
}
