// The tree of units (ARIA tree): arrows move, right and left open and close, Enter edits. Focus
// stays on one row; each row also has its menu.
import { Menu } from "@mantine/core";
import {
  IconBuilding,
  IconBuildingBank,
  IconChevronRight,
  IconPencil,
  IconPlus,
  IconUsersGroup,
} from "@tabler/icons-react";
import { type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import type { Unit, UnitKind } from "../../../../domain/unit.ts";
import { foldForSearch } from "../../../../domain/turkish-text.ts";
import { useFormats } from "../../../app/use-services.ts";
import { RowMenu } from "../../../ui/table/RowMenu.tsx";
import { visibleNodes, type UnitNode, type UnitTotals } from "./unit-tree.ts";
import classes from "./Units.module.css";

const KIND_ICONS: Readonly<Record<UnitKind, typeof IconBuilding>> = {
  presidency: IconBuildingBank,
  directorate: IconBuilding,
  section: IconUsersGroup,
};

export interface UnitTreeProps {
  units: readonly Unit[];
  totals: ReadonlyMap<number, UnitTotals>;
  openId: number | null;
  onOpen: (unit: Unit) => void;
  onAddBelow: (unit: Unit) => void;
}

/** Where a key leads from a row; null = nowhere. */
function keyTarget(key: string, nodes: readonly UnitNode[], index: number): number | null {
  const last = nodes.length - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(last, index + 1);
    case "ArrowUp":
      return Math.max(0, index - 1);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}

export function UnitTree({ units, totals, openId, onOpen, onAddBelow }: UnitTreeProps) {
  const { t, number } = useFormats();
  const tree = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const [activeId, setActiveId] = useState<number | null>(openId);
  const typed = useRef({ text: "", at: 0 });
  const nodes = visibleNodes(units, closed);
  const activeIndex = Math.max(
    0,
    nodes.findIndex(({ unit }) => unit.id === activeId),
  );

  function setOpen(id: number, open: boolean): void {
    const next = new Set(closed);
    if (open) next.delete(id);
    else next.add(id);
    setClosed(next);
  }

  function focus(index: number): void {
    const node = nodes[index];
    if (!node) return;
    setActiveId(node.unit.id);
    tree.current?.querySelector<HTMLElement>(`[data-unit-id="${node.unit.id}"]`)?.focus();
  }

  /** Typing the beginning of a name goes there. */
  function seek(key: string, now: number): void {
    typed.current = { text: now - typed.current.at > 700 ? key : typed.current.text + key, at: now };
    const wanted = foldForSearch(typed.current.text);
    const order = [...nodes.slice(activeIndex + 1), ...nodes.slice(0, activeIndex + 1)];
    const found = order.find(({ unit }) => foldForSearch(unit.name).startsWith(wanted));
    if (found) focus(nodes.indexOf(found));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const node = nodes[activeIndex];
    if (!node || (event.target instanceof Element && !event.target.matches("[role=treeitem]"))) return;
    const { unit, hasChildren, level } = node;
    const isOpen = hasChildren && !closed.has(unit.id);
    const target = keyTarget(event.key, nodes, activeIndex);
    if (target !== null) focus(target);
    else if (event.key === "Enter") onOpen(unit);
    else if (event.key === "ArrowRight" && hasChildren) {
      if (isOpen) focus(activeIndex + 1);
      else setOpen(unit.id, true);
    } else if (event.key === "ArrowLeft") {
      if (isOpen) setOpen(unit.id, false);
      else focus(nodes.findLastIndex((other, index) => index < activeIndex && other.level < level));
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ") {
      seek(event.key, event.timeStamp);
    } else return;
    event.preventDefault();
  }

  function onClick({ target }: MouseEvent): void {
    if (!(target instanceof Element) || target.closest("[data-own]")) return;
    const row = target.closest<HTMLElement>("[data-unit-id]");
    const node = nodes.find(({ unit }) => String(unit.id) === row?.dataset["unitId"]);
    if (!node) return;
    setActiveId(node.unit.id);
    if (target.closest("[data-toggle]") && node.hasChildren) setOpen(node.unit.id, closed.has(node.unit.id));
    else onOpen(node.unit);
  }

  return (
    <div className={classes.frame}>
      <div className={classes.header} aria-hidden>
        <span>{t("adminUnits.column.name")}</span>
        <span className={classes.count}>{t("adminUnits.column.vehicles")}</span>
        <span className={classes.count}>{t("adminUnits.column.devices")}</span>
        <span className={classes.count}>{t("adminUnits.column.users")}</span>
        <span />
      </div>
      <p id="unit-tree-keys" hidden>
        {t("adminUnits.keys")}
      </p>
      <div
        ref={tree}
        role="tree"
        aria-label={t("adminUnits.label")}
        aria-describedby="unit-tree-keys"
        tabIndex={-1}
        className={classes.tree}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {nodes.map(({ unit, level, hasChildren, position, siblings }, index) => {
          const Icon = KIND_ICONS[unit.kind];
          const total = totals.get(unit.id);
          const isOpen = hasChildren ? !closed.has(unit.id) : undefined;
          return (
            <div
              key={unit.id}
              role="treeitem"
              aria-level={level}
              aria-expanded={isOpen}
              aria-posinset={position}
              aria-setsize={siblings}
              aria-selected={unit.id === openId}
              tabIndex={index === activeIndex ? 0 : -1}
              data-unit-id={unit.id}
              className={classes.row}
              onFocus={() => setActiveId(unit.id)}
            >
              <span className={classes.name} style={{ paddingLeft: (level - 1) * 24 }}>
                <span className={classes.toggle} data-toggle={hasChildren || undefined}>
                  {hasChildren ? (
                    <IconChevronRight size={16} stroke={1.8} aria-hidden data-open={isOpen || undefined} />
                  ) : null}
                </span>
                <Icon size={18} stroke={1.5} aria-hidden className={classes.kind} />
                <span className={classes.text}>
                  <strong>{unit.name}</strong>
                  <span className={classes.quiet}>{t(`adminUnits.kind.${unit.kind}`)}</span>
                </span>
              </span>
              <Count value={total?.vehicles} name={t("adminUnits.column.vehicles")} text={number.whole} />
              <Count value={total?.devices} name={t("adminUnits.column.devices")} text={number.whole} />
              <Count value={total?.users} name={t("adminUnits.column.users")} text={number.whole} />
              <span data-own>
                <RowMenu name={unit.name} reachable={index === activeIndex}>
                  <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={() => onOpen(unit)}>
                    {t("adminUnits.edit")}
                  </Menu.Item>
                  <Menu.Item leftSection={<IconPlus size={16} stroke={1.6} />} onClick={() => onAddBelow(unit)}>
                    {t("adminUnits.addBelow")}
                  </Menu.Item>
                </RowMenu>
              </span>
            </div>
          );
        })}
      </div>
      <p className={classes.hint}>{t("adminUnits.countsHint")}</p>
    </div>
  );
}

interface CountProps {
  value: number | undefined;
  name: string;
  text: (value: number) => string;
}

function Count({ value, name, text }: CountProps) {
  return (
    <span className={classes.count}>
      <span className="visually-hidden">{name}: </span>
      {value === undefined ? "" : text(value)}
    </span>
  );
}
