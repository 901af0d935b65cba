// An address without a screen.
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { MessagePanel } from "../ui/MessagePanel.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <main style={{ height: "100%", display: "grid" }}>
      <MessagePanel
        headingLevel={1}
        title={t("shell.notFound.title")}
        body={t("shell.notFound.body")}
        action={{ label: t("shell.notFound.action"), onClick: () => void navigate({ to: "/canli" }) }}
      />
    </main>
  );
}
