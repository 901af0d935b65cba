// A failed read in words, with a way to try again.
import { useTranslation } from "react-i18next";
import { problemText } from "../../api/problem-text.ts";
import { MessagePanel } from "../../ui/MessagePanel.tsx";

export function FailurePanel({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const { title, action } = problemText(t, error);
  return (
    <MessagePanel tone="failure" title={title} body={action} action={{ label: t("shell.retry"), onClick: onRetry }} />
  );
}
