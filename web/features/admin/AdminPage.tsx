// Frame of the administration: sections on the left, the chosen one beside them. On phones the
// sections are a page of their own.
import "@mantine/notifications/styles.layer.css";
import "@mantine/dates/styles.layer.css";
import "dayjs/locale/tr";
import { DatesProvider } from "@mantine/dates";
import { Notifications } from "@mantine/notifications";
import { Link, Outlet } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../app/use-services.ts";
import { addAdministrationWording } from "../../i18n/administration-wording.ts";
import classes from "./Admin.module.css";
import { noticeStore } from "./notices.ts";
import { sectionsFor } from "./sections.ts";

export function AdminPage() {
  const { t, i18n } = useTranslation();
  // Before the first word of a section is drawn.
  useState(() => addAdministrationWording(i18n));
  const { permissions } = useSession();
  return (
    <div className={classes.frame}>
      <nav aria-label={t("admin.sections")} className={classes.nav}>
        <Link to="/yonetim" className={classes.navTitle} activeOptions={{ exact: true }}>
          {t("admin.title")}
        </Link>
        {sectionsFor(permissions).map(({ key, to, Icon }) => (
          <Link
            key={key}
            to={to}
            className={classes.navItem}
            activeProps={{ "aria-current": "page" }}
            activeOptions={{ includeSearch: false }}
          >
            <Icon size={18} stroke={1.6} aria-hidden />
            {t(`admin.section.${key}.name`)}
          </Link>
        ))}
      </nav>
      <div className={classes.screen}>
        <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
          <Outlet />
        </DatesProvider>
      </div>
      <Notifications store={noticeStore} position="bottom-right" limit={3} />
    </div>
  );
}
