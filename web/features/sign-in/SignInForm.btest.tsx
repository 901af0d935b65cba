import { describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import type { Problem } from "../../../domain/problem.ts";
import type { Session } from "../../../domain/user.ts";
import { axeViolations } from "../../../tests/web/components/axe-violations.ts";
import { LOOKS, renderInConsole } from "../../../tests/web/components/render-in-console.tsx";
import { SignInForm } from "./SignInForm.tsx";

const SESSION: Session = {
  user: { id: 1, username: "ayse", displayName: "Ayşe Işık", disabled: false, grants: [] },
  permissions: [],
  expiresAt: "2026-11-22T20:00:00.000Z",
  passwordTemporary: false,
  version: "0.1.0",
  timeZone: "Europe/Istanbul",
  notice: null,
};

const refusal = (problem: Pick<Problem, "code" | "status" | "retryAfterSeconds">): Response =>
  Response.json({ type: "about:blank", title: problem.code, detail: problem.code, ...problem }, problem);

const WRONG = refusal({ code: "credentials_wrong", status: 401 });

const nowhere = (): void => undefined;

describe("signing in", () => {
  it("starts in the user name, sends both fields and hands on the session", async () => {
    const signIn = vi.fn<(body: unknown) => Session>(() => SESSION);
    const onSignedIn = vi.fn<(session: Session) => void>();
    const screen = await renderInConsole(<SignInForm onSignedIn={onSignedIn} />, { answers: { signIn } });
    await expect.element(screen.getByRole("textbox", { name: "Kullanıcı adı" })).toHaveFocus();
    await userEvent.keyboard(" ayse {Tab}dogru-parola-1{Enter}");
    await expect.poll(() => onSignedIn.mock.calls[0]?.[0]).toEqual(SESSION);
    expect(signIn).toHaveBeenCalledExactlyOnceWith({ username: "ayse", password: "dogru-parola-1" });
  });

  it("starts in the password where the person is known", async () => {
    const screen = await renderInConsole(<SignInForm username="ayse" onSignedIn={nowhere} />);
    await expect.element(screen.getByLabelText("Parola", { exact: true })).toHaveFocus();
  });

  it("asks for what is missing, at the field, without asking the server", async () => {
    const screen = await renderInConsole(<SignInForm onSignedIn={nowhere} />);
    await userEvent.keyboard("ayse{Enter}");
    await expect.element(screen.getByText("Parolanızı yazın")).toBeVisible();
    await expect.element(screen.getByLabelText("Parola", { exact: true })).toHaveFocus();
  });

  it("says that the pair is wrong and marks the password to be typed again", async () => {
    const screen = await renderInConsole(<SignInForm onSignedIn={nowhere} />, {
      answers: { signIn: () => WRONG.clone() },
    });
    await userEvent.keyboard("ayse{Tab}yanlis{Enter}");
    await expect.element(screen.getByRole("alert")).toHaveTextContent(/kullanıcı adı|parola/i);
    await userEvent.keyboard("b");
    await expect.element(screen.getByLabelText("Parola", { exact: true })).toHaveValue("b");
  });

  it("waits as long as the server says, and counts", async () => {
    const answers = { signIn: () => refusal({ code: "too_many_attempts", status: 429, retryAfterSeconds: 90 }) };
    const screen = await renderInConsole(<SignInForm onSignedIn={nowhere} />, { answers });
    await userEvent.keyboard("ayse{Tab}yanlis{Enter}");
    await expect.element(screen.getByRole("button", { name: /1 dk/ })).toBeDisabled();
    await expect.element(screen.getByRole("alert")).toHaveTextContent(/1 dk/);
  });
});

it.each(LOOKS)("is clean in $language, $scheme, with its refusal", async (look) => {
  const screen = await renderInConsole(<SignInForm onSignedIn={nowhere} />, {
    ...look,
    answers: { signIn: () => WRONG.clone() },
  });
  await userEvent.keyboard("ayse{Tab}yanlis{Enter}");
  await expect.element(screen.getByRole("alert")).toHaveTextContent(/\S/);
  expect(await axeViolations()).toEqual([]);
});
