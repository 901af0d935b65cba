// A button that opens a list of check boxes: values of a filter, columns of a table.
import { Button, Checkbox, Popover, TextInput } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { foldForSearch } from "../../../domain/turkish-text.ts";
import classes from "./DataTable.module.css";
import type { FilterOption } from "./table-column.ts";

const SEARCHABLE_FROM = 9;

export interface ChoiceMenuProps {
  label: string;
  options: readonly FilterOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** Without the number of chosen ones, and nothing to clear. */
  quiet?: boolean;
}

export function ChoiceMenu({ label, options, chosen, onChange, quiet = false }: ChoiceMenuProps) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const found = options.filter((option) => foldForSearch(option.label).includes(foldForSearch(query)));
  const active = !quiet && chosen.length > 0;
  return (
    <Popover position="bottom-start" shadow="md" width={260} trapFocus returnFocus onClose={() => setQuery("")}>
      <Popover.Target>
        <Button
          variant={active ? "light" : "default"}
          size="sm"
          rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden />}
        >
          {active ? t("table.chosen", { label, count: chosen.length }) : label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.choices} aria-label={label}>
        {options.length >= SEARCHABLE_FROM ? (
          <TextInput
            size="xs"
            aria-label={t("table.searchIn", { label })}
            placeholder={t("table.search")}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        ) : null}
        <Checkbox.Group value={[...chosen]} onChange={onChange} aria-label={label}>
          <div className={classes.choiceList}>
            {found.map(({ value, label: text }) => (
              <Checkbox key={value} value={value} label={text} size="sm" />
            ))}
          </div>
        </Checkbox.Group>
        {active ? (
          <Button variant="subtle" size="compact-sm" onClick={() => onChange([])}>
            {t("table.clearFilter")}
          </Button>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
