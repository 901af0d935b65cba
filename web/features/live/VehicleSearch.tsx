// The search box of the list: filters while typing, `/` gets here, Esc empties it, ↓ goes to the list.
import { CloseButton, Kbd, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { KeyboardEvent, RefObject } from "react";
import { useTranslation } from "react-i18next";

export interface VehicleSearchProps {
  value: string;
  onChange(value: string): void;
  inputRef: RefObject<HTMLInputElement | null>;
  onArrowDown(): void;
  onEnter(): void;
  /** No room and no keyboard for the hint on phones. */
  showKey: boolean;
}

export function VehicleSearch({ value, onChange, inputRef, onArrowDown, onEnter, showKey }: VehicleSearchProps) {
  const { t } = useTranslation();
  const clear = (): void => {
    onChange("");
    inputRef.current?.focus();
  };

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      onArrowDown();
    } else if (event.key === "Enter") onEnter();
    else if (event.key === "Escape" && value !== "") {
      event.preventDefault();
      event.stopPropagation();
      onChange("");
    }
  }

  return (
    <TextInput
      ref={inputRef}
      type="search"
      aria-label={t("live.list.searchLabel")}
      placeholder={t("live.list.search")}
      value={value}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
      rightSectionPointerEvents="all"
      rightSection={
        value === "" ? (
          showKey ? (
            <Kbd aria-hidden>/</Kbd>
          ) : null
        ) : (
          <CloseButton size="sm" aria-label={t("live.list.clearSearch")} onClick={clear} />
        )
      }
    />
  );
}
