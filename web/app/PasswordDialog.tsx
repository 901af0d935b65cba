// Changing the own password. A temporary one must be changed before anything else. Loaded when needed.
import { Button, Modal, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { PasswordChange } from "../../domain/user.ts";
import { ApiError } from "../api/api-error.ts";
import { problemText } from "../api/problem-text.ts";
import { sessionQuery } from "../api/queries.ts";
import classes from "./PasswordDialog.module.css";
import { useServices, useSession } from "./use-services.ts";

type Field = "current" | "next" | "again";
type Wrong = Partial<Record<Field, string>>;

const refusedBecause = (error: unknown, reason: string): boolean =>
  error instanceof ApiError &&
  error.failure.kind === "problem" &&
  (error.failure.problem.fields ?? []).some((field) => field.reason === reason);

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api, notices, queryClient } = useServices();
  const { passwordTemporary } = useSession();
  const [typed, setTyped] = useState<Record<Field, string>>({ current: "", next: "", again: "" });
  const [wrong, setWrong] = useState<Wrong>({});

  const change = useMutation({
    mutationFn: (body: PasswordChange) => api.call("changeOwnPassword", { body }),
    onSuccess: async () => {
      onClose();
      notices.post({ tone: "good", title: t("password.done"), toast: true });
      await queryClient.invalidateQueries({ queryKey: sessionQuery(api).queryKey });
    },
    onError: (error) => {
      if (refusedBecause(error, "current_password_wrong")) setWrong({ current: t("password.wrong") });
      else if (refusedBecause(error, "password_unchanged")) setWrong({ next: t("password.unchanged") });
      else setWrong({ next: Object.values(problemText(t, error)).join(". ") });
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const body = { currentPassword: typed.current, newPassword: typed.next };
    const found: Wrong = {
      ...(typed.current === "" ? { current: t("password.currentMissing") } : {}),
      ...(PasswordChange.safeParse(body).success ? {} : { next: t("password.tooShort") }),
      ...(typed.again === typed.next ? {} : { again: t("password.differs") }),
    };
    setWrong(found);
    if (Object.keys(found).length === 0) change.mutate(body);
  }

  const field = (name: Field, label: string, autoComplete: string, description?: string) => (
    <PasswordInput
      label={label}
      description={description}
      autoComplete={autoComplete}
      value={typed[name]}
      maxLength={256}
      onChange={({ currentTarget: { value } }) => setTyped((before) => ({ ...before, [name]: value }))}
      error={wrong[name]}
      visibilityToggleButtonProps={{ "aria-label": `${t("signIn.showPassword")}: ${label}` }}
    />
  );
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={420}
      closeOnEscape={!passwordTemporary}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title>{t("password.title")}</Modal.Title>
          {passwordTemporary ? null : <Modal.CloseButton aria-label={t("shell.close")} />}
        </div>
        <Modal.Body>
          <p className={classes.intro}>{t(passwordTemporary ? "password.temporary" : "password.hint")}</p>
          <form className={classes.form} onSubmit={submit} noValidate>
            {field("current", t("password.current"), "current-password")}
            {field("next", t("password.next"), "new-password", t("password.nextHint"))}
            {field("again", t("password.again"), "new-password")}
            <Button type="submit" loading={change.isPending}>
              {t("password.submit")}
            </Button>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
