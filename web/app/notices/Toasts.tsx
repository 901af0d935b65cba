// Shows new notices for a moment, politely announced. Loaded after the frame stands: they are never
// needed at sign-in.
import "@mantine/notifications/styles.layer.css";
import { Button } from "@mantine/core";
import { createNotificationsStore, Notifications, showNotification } from "@mantine/notifications";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useServices } from "../use-services.ts";
import type { Notice, NoticeTone } from "./notice-store.ts";

const SHOWN_MS = 6000;
/** Long enough to read the sentence and reach the button. */
const WITH_ACTION_MS = 15_000;
const COLOURS: Readonly<Record<NoticeTone, string>> = {
  plain: "accent",
  good: "teal",
  warning: "yellow",
  failure: "red",
};

export function Toasts() {
  const { t } = useTranslation();
  const { notices } = useServices();
  const [store] = useState(createNotificationsStore);
  const lastShown = useRef(0);
  useEffect(() => {
    const show = ({ title, body, tone, action }: Notice): void => {
      showNotification(
        {
          role: "status",
          color: COLOURS[tone],
          title,
          autoClose: action ? WITH_ACTION_MS : SHOWN_MS,
          closeButtonProps: { "aria-label": t("shell.close") },
          message: (
            <>
              {body}
              {action ? (
                <Button size="compact-sm" variant="light" mt={6} display="block" onClick={action.run}>
                  {action.label}
                </Button>
              ) : null}
            </>
          ),
        },
        store,
      );
    };
    // From the last one shown on: some may have been posted before this file was here.
    const showNew = (all: readonly Notice[]): void => {
      for (const notice of all.toReversed()) {
        if (notice.id <= lastShown.current) continue;
        lastShown.current = notice.id;
        if (notice.toast) show(notice);
      }
    };
    showNew(notices.getState());
    return notices.subscribe(showNew);
  }, [notices, store, t]);
  return <Notifications store={store} position="bottom-right" zIndex={900} limit={4} />;
}
