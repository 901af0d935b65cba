// The frame of a form: fields, why saving failed, the buttons, and the question before leaving.
import { Button, Group, Stack } from "@mantine/core";
import type { BaseSyntheticEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "../../api/problem-text.ts";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { Note } from "../Note.tsx";
import type { UnsavedGuard } from "./use-unsaved-guard.ts";

export interface RecordFormProps {
  label: string;
  submit: (event?: BaseSyntheticEvent) => Promise<void>;
  isSaving: boolean;
  failure: unknown;
  guard: UnsavedGuard;
  onCancel: () => void;
  /** Default "save". */
  action?: string;
  children: ReactNode;
}

export function RecordForm({ label, submit, isSaving, failure, guard, onCancel, action, children }: RecordFormProps) {
  const { t } = useTranslation();
  const problem = failure ? problemText(t, failure) : null;
  return (
    <form aria-label={label} noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        {children}
        {problem ? (
          <Note tone="failure" title={problem.title}>
            {problem.action}
          </Note>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t("form.cancel")}
          </Button>
          <Button type="submit" loading={isSaving}>
            {action ?? t("form.save")}
          </Button>
        </Group>
      </Stack>
      {/* Mounted only to ask: otherwise the Escape that brings the question would also answer it. */}
      {guard.isAsking ? (
        <ConfirmDialog
          opened
          title={t("form.unsaved.title")}
          body={t("form.unsaved.body")}
          action={t("form.unsaved.leave")}
          cancel={t("form.unsaved.stay")}
          onConfirm={guard.leave}
          onCancel={guard.stay}
        />
      ) : null}
    </form>
  );
}
