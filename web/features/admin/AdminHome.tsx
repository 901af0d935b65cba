// Where the administration begins: what there is and what each section is for.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { usePageTitle } from "../../app/use-page-title.ts";
import { useSession } from "../../app/use-services.ts";
import classes from "./Admin.module.css";
import { sectionsFor } from "./sections.ts";

export function AdminHome() {
  const { t } = useTranslation();
  const { permissions } = useSession();
  usePageTitle(t("admin.title"));
  const open = sectionsFor(permissions);
  return (
    <div className={classes.home}>
      <h1 className={classes.title}>{t("admin.title")}</h1>
      <p className={classes.intro}>{t("admin.intro")}</p>
      <ul className={classes.homeCards}>
        {open.map(({ key, to, Icon }) => (
          <li key={key}>
            <Link to={to} className={classes.homeCard}>
              <Icon size={24} stroke={1.5} aria-hidden />
              <span>
                <strong>{t(`admin.section.${key}.name`)}</strong>
                <span>{t(`admin.section.${key}.hint`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
