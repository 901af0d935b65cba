// Who served whom when, newest first.
import { Timeline } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Assignment } from "../../../domain/device.ts";
import { useFormats } from "../../app/use-services.ts";

export interface AssignmentTimelineProps {
  assignments: readonly Assignment[];
  nameOf: (assignment: Assignment) => string;
}

/** Assignments made with the device reach back to the beginning of time. */
const isBeginning = (instant: string): boolean => Date.parse(instant) <= 0;

export function AssignmentTimeline({ assignments, nameOf }: AssignmentTimelineProps) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const ordered = assignments.toSorted((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom));

  function spanOf({ validFrom, validTo }: Assignment): string {
    const from = isBeginning(validFrom) ? null : time.dateTime(Date.parse(validFrom));
    const to = validTo === null ? null : time.dateTime(Date.parse(validTo));
    if (from === null) return to === null ? t("adminDevices.assign.sinceEver") : t("adminDevices.assign.until", { to });
    return to === null ? t("adminDevices.assign.since", { from }) : t("adminDevices.assign.span", { from, to });
  }

  return (
    <Timeline active={ordered.findIndex(({ validTo }) => validTo === null)} bulletSize={14} lineWidth={2}>
      {ordered.map((assignment) => (
        <Timeline.Item key={assignment.id} title={nameOf(assignment)}>
          {spanOf(assignment)}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
