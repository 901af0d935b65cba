// The form itself: checks emptiness before asking the server, keeps what was typed, puts the focus
// where the person has to act.
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Credentials, Session } from "../../../domain/user.ts";
import { ApiError, isProblem } from "../../api/api-error.ts";
import { problemText } from "../../api/problem-text.ts";
import { useServices } from "../../app/use-services.ts";
import { durationText } from "../../lib/duration-text.ts";
import classes from "./SignIn.module.css";
import { useCountdown } from "./use-countdown.ts";

const DEFAULT_WAIT_SECONDS = 30;

function waitSecondsOf(error: unknown): number | null {
  if (!(error instanceof ApiError) || error.failure.kind !== "problem" || !isProblem(error, "too_many_attempts"))
    return null;
  return error.failure.problem.retryAfterSeconds ?? DEFAULT_WAIT_SECONDS;
}

export interface SignInFormProps {
  onSignedIn(session: Session): void;
  /** Filled in already where the person is known. */
  username?: string;
}

export function SignInForm({ onSignedIn, username: knownUsername = "" }: SignInFormProps) {
  const { api } = useServices();
  const { t } = useTranslation();
  const [missing, setMissing] = useState<{ username: boolean; password: boolean }>({
    username: false,
    password: false,
  });
  const [passwordVisible, setPasswordVisible] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [block, setBlock] = useState<{ untilMs: number; seconds: number } | null>(null);
  const usernameRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);
  const waitSeconds = useCountdown(block?.untilMs ?? null);
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => api.call("signIn", { body: credentials }),
    onSuccess: onSignedIn,
    onError: (error) => {
      const wait = waitSecondsOf(error);
      setBlock(wait === null ? null : { untilMs: Date.now() + wait * 1000, seconds: wait });
      passwordRef.current?.select();
    },
  });

  const known = knownUsername !== "";
  useEffect(() => (known ? passwordRef : usernameRef).current?.focus(), [known]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const username = usernameRef.current?.value.trim() ?? "";
    const password = passwordRef.current?.value ?? "";
    setMissing({ username: username === "", password: password === "" });
    if (username === "") usernameRef.current?.focus();
    else if (password === "") passwordRef.current?.focus();
    else if (waitSeconds === 0 && !signIn.isPending) signIn.mutate({ username, password });
  }

  const watchCapsLock = (event: KeyboardEvent): void => setCapsLock(event.getModifierState("CapsLock"));

  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <Failure
        error={signIn.isPending ? null : signIn.error}
        wait={block === null ? null : { seconds: block.seconds, over: waitSeconds === 0 }}
      />
      <TextInput
        ref={usernameRef}
        size="md"
        label={t("signIn.username")}
        name="username"
        defaultValue={knownUsername}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={missing.username ? t("signIn.usernameMissing") : undefined}
      />
      <PasswordInput
        ref={passwordRef}
        size="md"
        label={t("signIn.password")}
        name="password"
        autoComplete="current-password"
        error={missing.password ? t("signIn.passwordMissing") : undefined}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
        visible={passwordVisible}
        onVisibilityChange={setPasswordVisible}
        visibilityToggleButtonProps={{
          "aria-label": t(passwordVisible ? "signIn.hidePassword" : "signIn.showPassword"),
          tabIndex: 0,
        }}
      />
      <output className={classes.capsLock}>{capsLock ? t("signIn.capsLock") : ""}</output>
      <Button type="submit" size="md" fullWidth loading={signIn.isPending} disabled={waitSeconds > 0}>
        {waitSeconds > 0 ? t("signIn.submitBlocked", { wait: durationText(t, waitSeconds) }) : t("signIn.submit")}
      </Button>
    </form>
  );
}

/** The sentence names the whole wait and stays the same while the button counts: it is read out once. */
function Failure({ error, wait }: { error: unknown; wait: { seconds: number; over: boolean } | null }) {
  const { t } = useTranslation();
  if (error === null) return <div role="alert" className={classes.failure} />;
  let text: string;
  if (isProblem(error, "credentials_wrong")) text = t("signIn.wrong");
  else if (wait)
    text = wait.over ? t("signIn.tooManyOver") : t("signIn.tooMany", { wait: durationText(t, wait.seconds) });
  else {
    const { title, action } = problemText(t, error);
    text = `${title}. ${action}`;
  }
  return (
    <div role="alert" className={classes.failure}>
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
      <span>{text}</span>
    </div>
  );
}
