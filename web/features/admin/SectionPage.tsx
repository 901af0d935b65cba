// Heading of a section: its name, what it is for, its main action. Without the right to it, says so.
import { Collapse, UnstyledButton } from "@mantine/core";
import { IconChevronLeft, IconHelp } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePageTitle } from "../../app/use-page-title.ts";
import { useSession } from "../../app/use-services.ts";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import classes from "./Admin.module.css";
import { type SectionKey, SECTIONS } from "./sections.ts";

export function SectionPage({
  section,
  actions,
  children,
}: {
  section: SectionKey;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const [helpOpen, setHelpOpen] = useState(false);
  const name = t(`admin.section.${section}.name`);
  usePageTitle(name);
  const needed = SECTIONS.find(({ key }) => key === section)?.permission;
  if (needed && !permissions.includes(needed)) {
    return <MessagePanel title={t("admin.noRight.title")} body={t("admin.noRight.body")} headingLevel={1} />;
  }
  return (
    <>
      <div className={classes.heading}>
        <Link to="/yonetim" className={classes.back} aria-label={t("admin.back")}>
          <IconChevronLeft size={20} stroke={1.8} aria-hidden />
        </Link>
        <h1 className={classes.title}>{name}</h1>
        <UnstyledButton
          className={classes.helpButton}
          aria-expanded={helpOpen}
          aria-label={t("admin.help")}
          title={t("admin.help")}
          onClick={() => setHelpOpen((open) => !open)}
        >
          <IconHelp size={20} stroke={1.6} aria-hidden />
        </UnstyledButton>
        <div className={classes.actions}>{actions}</div>
      </div>
      <Collapse expanded={helpOpen}>
        <p className={classes.help}>{t(`admin.section.${section}.help`)}</p>
      </Collapse>
      {children}
    </>
  );
}
