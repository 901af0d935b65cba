// Shown when a screen fails to open or breaks: a server that does not answer reads as that, anything
// else as a crash with the detail to report.
import { useQueryClient } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/api-error.ts";
import { problemText } from "../api/problem-text.ts";
import { MessagePanel } from "../ui/MessagePanel.tsx";

export function CrashPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const queryClient = useQueryClient();
  if (error instanceof ApiError) {
    const { title, action } = problemText(t, error);
    const retry = (): void => {
      queryClient.removeQueries({ queryKey: ["session"] });
      reset();
      void router.invalidate();
    };
    return (
      <main style={{ height: "100%", display: "grid" }}>
        <MessagePanel
          headingLevel={1}
          tone="failure"
          title={title}
          body={action}
          action={{ label: t("shell.retry"), onClick: retry }}
        />
      </main>
    );
  }
  return (
    <main style={{ height: "100%", display: "grid" }}>
      <MessagePanel
        headingLevel={1}
        tone="failure"
        title={t("shell.crash.title")}
        body={t("shell.crash.body", { detail: error instanceof Error ? error.message : String(error) })}
        action={{ label: t("shell.crash.action"), onClick: () => location.reload() }}
      />
    </main>
  );
}
