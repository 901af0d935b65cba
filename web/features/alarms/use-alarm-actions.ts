// What people do about alarms: sent at once for all chosen, answered with what they are now, told as a
// notice; a failure is told where the success would have been.
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import { problemText } from "../../api/problem-text.ts";
import { openAlarmsQuery } from "../../api/queries.ts";
import { useServices } from "../../app/use-services.ts";

export interface AlarmActions {
  acknowledge(ids: readonly number[], comment?: string): void;
  assign(ids: readonly number[], userId: number | null): void;
  /** `seconds: null` brings them back. */
  shelve(ids: readonly number[], seconds: number | null): void;
  isWorking: boolean;
}

type Done = "acknowledged" | "assigned" | "shelved" | "unshelved";

interface Work {
  done: Done;
  run(): Promise<{ items: Alarm[] }>;
}

export function useAlarmActions(): AlarmActions {
  const { t } = useTranslation();
  const { api, live, notices, queryClient } = useServices();
  const work = useMutation({
    mutationFn: ({ run }: Work) => run(),
    onSuccess: ({ items }, { done }) => {
      const changed = new Map(items.map((alarm) => [alarm.id, alarm]));
      // Seen at once, before the stream tells of it.
      queryClient.setQueryData(openAlarmsQuery(api).queryKey, (before) =>
        before?.map((alarm) => changed.get(alarm.id) ?? alarm),
      );
      void queryClient.invalidateQueries({ queryKey: ["alarms"] });
      notices.post({ tone: "good", title: t(`alarms.do.${done}`, { count: items.length }), toast: items.length > 1 });
    },
    onError: (error) => {
      const { title, action } = problemText(t, error);
      notices.post({ tone: "failure", title: t("alarms.do.failed"), body: `${title}. ${action}`, toast: true });
    },
  });
  const start = (ids: readonly number[], done: Done, run: Work["run"]): void => {
    if (ids.length > 0) work.mutate({ done, run });
  };
  return {
    acknowledge: (ids, comment) =>
      start(ids, "acknowledged", () =>
        api.call("acknowledgeAlarms", { body: { ids: [...ids], ...(comment ? { comment } : {}) } }),
      ),
    assign: (ids, userId) =>
      start(ids, "assigned", () => api.call("assignAlarms", { body: { ids: [...ids], userId } })),
    shelve: (ids, seconds) =>
      start(ids, seconds === null ? "unshelved" : "shelved", () => {
        const until = seconds === null ? null : new Date(live.serverNow() + seconds * 1000).toISOString();
        return api.call("shelveAlarms", { body: { ids: [...ids], until } });
      }),
    isWorking: work.isPending,
  };
}
