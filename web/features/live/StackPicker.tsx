// Vehicles on one spot: a menu at the click, so that none is unreachable however close they stand.
import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useServices } from "../../app/use-services.ts";
import { StateSignIcon } from "../../signs/StateSignIcon.tsx";
import type { Fleet } from "./fleet.ts";
import { conditionOf } from "./fleet-rows.ts";
import type { Stack } from "./map/use-picking.ts";

export interface StackPickerProps {
  stack: Stack | null;
  fleet: Fleet | null;
  onPick(vehicleId: number): void;
  onClose(): void;
}

export function StackPicker({ stack, fleet, onPick, onClose }: StackPickerProps) {
  const { t } = useTranslation();
  const { live } = useServices();
  if (!stack || !fleet) return null;
  const { vehicles } = live.store.getState();
  const entries = stack.vehicleIds
    .flatMap((id) => fleet.byId.get(id) ?? [])
    .toSorted((a, b) => fleet.entries.indexOf(a) - fleet.entries.indexOf(b));
  return (
    <Menu
      key={`${stack.x},${stack.y}`}
      opened
      onClose={onClose}
      position="right-start"
      width={260}
      shadow="md"
      returnFocus={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <span style={{ position: "absolute", left: stack.x, top: stack.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown
        mah={320}
        style={{ overflow: "auto" }}
        aria-label={t("live.stack.title", { count: entries.length })}
      >
        <Menu.Label>{t("live.stack.title", { count: entries.length })}</Menu.Label>
        {entries.map((entry, index) => {
          const condition = conditionOf(vehicles.get(entry.id));
          return (
            <Menu.Item
              key={entry.id}
              data-autofocus={index === 0 || undefined}
              leftSection={<StateSignIcon condition={condition} size={18} />}
              rightSection={<small style={{ color: "var(--k-muted)" }}>{t(`live.condition.${condition}`)}</small>}
              onClick={() => onPick(entry.id)}
            >
              {entry.label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
