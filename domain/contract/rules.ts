// What raises alarms.
import { NewRule, Rule, RuleChange } from "../alarm/rule.ts";
import { Cursor, Id, listOf, route } from "./route.ts";

export const ruleRoutes = {
  listRules: route({
    method: "GET",
    path: "/api/rules",
    summary: "Alarm rules in scope",
    permission: "rule:read",
    query: Cursor,
    status: 200,
    response: listOf(Rule),
  }),
  createRule: route({
    method: "POST",
    path: "/api/rules",
    summary: "Add an alarm rule; it watches from now on",
    permission: "rule:write",
    body: NewRule,
    status: 201,
    response: Rule,
  }),
  getRule: route({
    method: "GET",
    path: "/api/rules/{id}",
    summary: "One alarm rule",
    permission: "rule:read",
    params: Id,
    status: 200,
    response: Rule,
  }),
  changeRule: route({
    method: "PATCH",
    path: "/api/rules/{id}",
    summary: "Change an alarm rule from now on, switch it off or on",
    permission: "rule:write",
    params: Id,
    body: RuleChange,
    status: 200,
    response: Rule,
  }),
  deleteRule: route({
    method: "DELETE",
    path: "/api/rules/{id}",
    summary: "Delete an alarm rule; its alarms stay",
    permission: "rule:write",
    params: Id,
    status: 204,
    response: null,
  }),
} as const;
