// The head of a group in the list: open or folded, name, how many.
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useFormats } from "../../app/use-services.ts";
import { KindPictogram } from "../../signs/KindPictogram.tsx";
import type { GroupItem } from "./list-items.ts";
import classes from "./VehicleList.module.css";

export function GroupRow({ group }: { group: GroupItem }) {
  const { t, number } = useFormats();
  const Chevron = group.open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Chevron size={16} stroke={1.8} aria-hidden />
      {group.kind === null ? null : <KindPictogram kind={group.kind} />}
      <span className={classes.groupName}>{group.name ?? t("live.list.otherUnit")}</span>
      <span className={classes.groupCount}>{number.whole(group.vehicleIds.length)}</span>
    </>
  );
}
