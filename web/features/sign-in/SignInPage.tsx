// Signing in: two fields, errors in words, honest waiting after too many attempts.
import { Anchor, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../domain/user.ts";
import { sessionQuery } from "../../api/queries.ts";
import { usePageTitle } from "../../app/use-page-title.ts";
import { usePreference, useServices } from "../../app/use-services.ts";
import { LANGUAGE_KEYS, LANGUAGES } from "../../i18n/create-i18n.ts";
import { Logo } from "../../ui/Logo.tsx";
import { safeReturnPath } from "./return-path.ts";
import { SignInForm } from "./SignInForm.tsx";
import classes from "./SignIn.module.css";

function Settings() {
  const { t } = useTranslation();
  const { preferences } = useServices();
  const language = usePreference((state) => state.language);
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <footer className={classes.settings}>
      <fieldset aria-label={t("userMenu.language")} className={classes.languages}>
        {LANGUAGE_KEYS.map((key) => (
          <Anchor
            key={key}
            component="button"
            type="button"
            lang={key}
            aria-pressed={key === language}
            className={classes.setting}
            onClick={() => preferences.setState({ language: key })}
          >
            {LANGUAGES[key]}
          </Anchor>
        ))}
      </fieldset>
      <Anchor component="button" type="button" className={classes.setting} onClick={toggleColorScheme}>
        <IconSun size={16} stroke={1.6} aria-hidden className={classes.whenDark} />
        <IconMoon size={16} stroke={1.6} aria-hidden className={classes.whenLight} />
        {t("userMenu.theme")}
        <span className="visually-hidden">
          <span className={classes.whenLight}>: {t("userMenu.themeDark")}</span>
          <span className={classes.whenDark}>: {t("userMenu.themeLight")}</span>
        </span>
      </Anchor>
    </footer>
  );
}

export function SignInPage() {
  const { t } = useTranslation();
  const { api, queryClient } = useServices();
  const router = useRouter();
  const { donus } = useSearch({ from: "/giris" });
  usePageTitle(t("shell.signInTitle"));
  function onSignedIn(session: Session): void {
    queryClient.clear();
    queryClient.setQueryData(sessionQuery(api).queryKey, session);
    // Checked again here: the router hands unread parameters of the address through to its routes.
    router.history.push(safeReturnPath(donus) ?? "/canli");
  }
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <Logo size={40} />
          <div>
            <strong>{t("shell.productName")}</strong>
            <span>{t("shell.productLine")}</span>
          </div>
        </div>
        <h1 className={classes.title}>{t("signIn.title")}</h1>
        <SignInForm onSignedIn={onSignedIn} />
        <p className={classes.forgotten}>{t("signIn.forgotten")}</p>
      </div>
      <Settings />
    </main>
  );
}
