// The rules: how pressing, what they watch for, whether they are on.
import { Switch, UnstyledButton } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Rule } from "../../../domain/alarm/rule.ts";
import { compareTurkish } from "../../../domain/turkish-text.ts";
import { problemText } from "../../api/problem-text.ts";
import { useFormats, useServices, useSession } from "../../app/use-services.ts";
import { SeverityMark } from "../../signs/SeverityMark.tsx";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import classes from "./Geofences.module.css";
import { useRules } from "./use-geofences.ts";

export function RuleList({ openId, onOpen }: { openId: number | null; onOpen(id: number): void }) {
  const { t } = useFormats();
  const rules = useRules();
  if (rules.isError) {
    const { title, action } = problemText(t, rules.error);
    return (
      <MessagePanel
        tone="failure"
        title={title}
        body={action}
        action={{ label: t("shell.retry"), onClick: () => void rules.refetch() }}
      />
    );
  }
  if (rules.data?.length === 0) return <MessagePanel title={t("rules.empty.title")} body={t("rules.empty.body")} />;
  return (
    <ul className={classes.list} aria-busy={rules.isPending || undefined}>
      {(rules.data ?? [])
        .toSorted((a, b) => compareTurkish(a.name, b.name))
        .map((rule) => (
          <li key={rule.id}>
            <RuleRow rule={rule} open={rule.id === openId} onOpen={onOpen} />
          </li>
        ))}
    </ul>
  );
}

function RuleRow({ rule, open, onOpen }: { rule: Rule; open: boolean; onOpen(id: number): void }) {
  const { t } = useFormats();
  const { api, notices } = useServices();
  const { permissions } = useSession();
  const queryClient = useQueryClient();
  const toggle = useMutation({
    mutationFn: (enabled: boolean) => api.call("changeRule", { params: { id: rule.id }, body: { enabled } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["rules"] }),
    onError: (error) => {
      const { title, action } = problemText(t, error);
      notices.post({ tone: "failure", title, body: action, toast: true });
    },
  });
  return (
    <div className={classes.ruleRow} data-open={open || undefined}>
      <UnstyledButton className={classes.row} aria-current={open || undefined} onClick={() => onOpen(rule.id)}>
        <SeverityMark severity={rule.severity} size={18} />
        <span className={classes.rowText}>
          <strong>
            <bdi>{rule.name}</bdi>
          </strong>
          <small>
            {t(`sound.severity.${rule.severity}`)} · {t(`alarms.kind.${rule.condition.kind}`)}
          </small>
        </span>
      </UnstyledButton>
      <Switch
        aria-label={t("rules.enabledOf", { name: rule.name })}
        checked={rule.enabled}
        disabled={!permissions.includes("rule:write") || toggle.isPending}
        onChange={({ currentTarget: { checked } }) => toggle.mutate(checked)}
      />
    </div>
  );
}
