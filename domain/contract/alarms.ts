// Alarms and what people do about them.
import { z } from "zod";
import {
  Acknowledgement,
  Alarm,
  AlarmComment,
  AlarmCounts,
  AlarmDetail,
  AlarmState,
  Assignee,
  Assignment,
  Shelving,
} from "../alarm/alarm.ts";
import { RuleKind } from "../alarm/rule.ts";
import { Severity } from "../alarm/severity.ts";
import { Cursor, Id, IdFilter, listOf, OpenPeriod, route } from "./route.ts";

const Filter = OpenPeriod.extend({
  state: AlarmState.default("open"),
  severity: Severity.optional(),
  kind: RuleKind.optional(),
  /** In this unit or below. */
  unitId: IdFilter,
  vehicleId: IdFilter,
  geofenceId: IdFilter,
  /** Assigned to this user. */
  assigneeId: IdFilter,
});

export const alarmRoutes = {
  listAlarms: route({
    method: "GET",
    path: "/api/alarms",
    summary: "Alarms in scope, the newest first; a period takes those that touch it",
    permission: "alarm:read",
    query: Cursor.extend(Filter.shape),
    status: 200,
    response: listOf(Alarm),
  }),
  // Before {id}, which would otherwise take "counts" for one.
  countAlarms: route({
    method: "GET",
    path: "/api/alarms/counts",
    summary: "How many alarms in scope are open, active, unacknowledged, shelved",
    permission: "alarm:read",
    query: z.object({ unitId: IdFilter }),
    status: 200,
    response: AlarmCounts,
  }),
  listHandover: route({
    method: "GET",
    path: "/api/alarms/handover",
    summary: "What the next shift takes over: all that is open or shelved, the most pressing first, at most 1,000",
    permission: "alarm:read",
    query: z.object({ unitId: IdFilter }),
    status: 200,
    response: listOf(Alarm),
  }),
  listAssignees: route({
    method: "GET",
    path: "/api/alarms/assignees",
    summary: "People alarms in scope can be given to",
    permission: "alarm:handle",
    status: 200,
    response: listOf(Assignee),
  }),
  acknowledgeAlarms: route({
    method: "POST",
    path: "/api/alarms/acknowledgements",
    summary: "Acknowledge up to 500 alarms; those acknowledged already stay as they are",
    permission: "alarm:handle",
    body: Acknowledgement,
    status: 200,
    response: listOf(Alarm),
  }),
  assignAlarms: route({
    method: "POST",
    path: "/api/alarms/assignments",
    summary: "Give alarms to somebody, or take them back",
    permission: "alarm:handle",
    body: Assignment,
    status: 200,
    response: listOf(Alarm),
  }),
  shelveAlarms: route({
    method: "POST",
    path: "/api/alarms/shelvings",
    summary: "Keep alarms out of the open ones until a time, at most 30 days, or bring them back",
    permission: "alarm:handle",
    body: Shelving,
    status: 200,
    response: listOf(Alarm),
  }),
  getAlarm: route({
    method: "GET",
    path: "/api/alarms/{id}",
    summary: "One alarm with its history",
    permission: "alarm:read",
    params: Id,
    status: 200,
    response: AlarmDetail,
  }),
  commentAlarm: route({
    method: "POST",
    path: "/api/alarms/{id}/comments",
    summary: "Write something under an alarm",
    permission: "alarm:handle",
    params: Id,
    body: AlarmComment,
    status: 201,
    response: AlarmDetail,
  }),
} as const;
