// Signing in over the screen that is open: nothing that was typed or selected is lost, and what
// waited for it goes on. Another person signing in starts afresh: the rest belonged to the first.
import { Button, Modal } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import type { FocusEvent } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Session } from "../../domain/user.ts";
import { sessionQuery } from "../api/queries.ts";
import { SignInForm } from "../features/sign-in/SignInForm.tsx";
import classes from "./SignInDialog.module.css";
import { useServices, useSession } from "./use-services.ts";

/** Above every other window: one of them may be what somebody is working in. */
const Z_INDEX = 1000;

/** Escape in here must not close the window underneath, with everything typed in it. */
const keepEscape = ({ target }: FocusEvent): void => target.setAttribute("data-mantine-stop-propagation", "true");

export function SignInDialog() {
  const { t } = useTranslation();
  const { api, live, queryClient, sessionGuard } = useServices();
  const { user } = useSession();
  const router = useRouter();
  const reason = useStore(sessionGuard.asking);

  function onSignedIn(session: Session): void {
    if (session.user.id !== user.id) {
      location.reload();
      return;
    }
    queryClient.setQueryData(sessionQuery(api).queryKey, session);
    live.stop();
    live.start();
    sessionGuard.answer(true);
  }

  async function leave(): Promise<void> {
    const { href } = router.state.location;
    await router.navigate({ to: "/giris", search: { donus: href } });
    queryClient.clear();
    sessionGuard.answer(false);
  }

  return (
    <Modal.Root
      opened={reason !== null}
      onClose={() => sessionGuard.answer(false)}
      closeOnEscape={reason === "switch"}
      closeOnClickOutside={false}
      zIndex={Z_INDEX}
      size={400}
      centered
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={0.75} />
      <Modal.Content onFocusCapture={reason === "switch" ? undefined : keepEscape}>
        <div className={classes.head}>
          <Modal.Title>{t(reason === "switch" ? "signIn.switchTitle" : "signIn.again")}</Modal.Title>
          {reason === "switch" ? <Modal.CloseButton aria-label={t("shell.close")} /> : null}
        </div>
        <Modal.Body>
          <p className={classes.why}>
            {t(reason === "switch" ? "signIn.switchHint" : "signIn.expiredHere", { name: user.displayName })}
          </p>
          <SignInForm onSignedIn={onSignedIn} username={reason === "switch" ? "" : user.username} />
          {reason === "switch" ? null : (
            <Button variant="subtle" fullWidth mt={8} onClick={() => void leave()}>
              {t("signIn.leave")}
            </Button>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
