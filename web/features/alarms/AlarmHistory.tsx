// What was done about an alarm, and room for a note.
import { Button, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Alarm, AlarmEntry } from "../../../domain/alarm/alarm.ts";
import { problemText } from "../../api/problem-text.ts";
import { useFormats, useServerNow, useServices, useSession } from "../../app/use-services.ts";
import classes from "./Alarms.module.css";

export function AlarmHistory({ alarm, history }: { alarm: Alarm; history: readonly AlarmEntry[] }) {
  const { t } = useFormats();
  return (
    <section className={classes.section}>
      <h3>{t("alarms.detail.history")}</h3>
      {history.length === 0 ? <p className={classes.second}>{t("alarms.detail.noHistory")}</p> : null}
      <ol className={classes.history}>
        {history.map((entry) => (
          <Entry key={`${entry.at}${entry.action}${entry.text ?? ""}`} entry={entry} />
        ))}
      </ol>
      <CommentForm alarmId={alarm.id} />
    </section>
  );
}

function Entry({ entry }: { entry: AlarmEntry }) {
  const { t, time } = useFormats();
  const now = useServerNow();
  const { action, text } = entry;
  const until = action === "shelved" && text !== null ? Date.parse(text) : Number.NaN;
  return (
    <li data-action={action}>
      <strong>
        {t(action === "assigned" && text === null ? "alarms.action.unassigned" : `alarms.action.${action}`)}
      </strong>
      {text === null ? null : (
        <bdi>{Number.isNaN(until) ? text : t("alarms.action.until", { time: time.when(until, now) })}</bdi>
      )}
      <small>
        {entry.by === null ? null : (
          <>
            <bdi>{entry.by}</bdi> ·{" "}
          </>
        )}
        <time dateTime={entry.at}>{time.when(Date.parse(entry.at), now)}</time>
      </small>
    </li>
  );
}

function CommentForm({ alarmId }: { alarmId: number }) {
  const { t } = useFormats();
  const { api, queryClient } = useServices();
  const { permissions } = useSession();
  const [text, setText] = useState("");
  const send = useMutation({
    mutationFn: () => api.call("commentAlarm", { params: { id: alarmId }, body: { text: text.trim() } }),
    onSuccess: () => {
      setText("");
      void queryClient.invalidateQueries({ queryKey: ["alarms"] });
    },
  });
  if (!permissions.includes("alarm:handle")) return null;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (text.trim() !== "") send.mutate();
  }
  const failure = send.isError ? problemText(t, send.error) : null;
  return (
    <form onSubmit={submit} className={classes.comment}>
      <Textarea
        label={t("alarms.detail.comment")}
        description={t("alarms.detail.commentHint")}
        autosize
        minRows={2}
        maxLength={2000}
        value={text}
        error={failure ? `${failure.title}. ${failure.action}` : undefined}
        onChange={({ currentTarget: { value } }) => setText(value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
        }}
      />
      <Button type="submit" size="sm" variant="default" disabled={text.trim() === ""} loading={send.isPending}>
        {t("alarms.detail.send")}
      </Button>
    </form>
  );
}
