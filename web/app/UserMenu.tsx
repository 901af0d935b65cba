// Who is signed in, and what they can set for themselves: language, appearance, help, leaving.
import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconKey, IconKeyboard, IconLock, IconLogout, IconUsers } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { upperTurkish } from "../../domain/turkish-text.ts";
import { isLanguage, LANGUAGE_KEYS, LANGUAGES } from "../i18n/create-i18n.ts";
import { usePhone } from "../ui/use-phone.ts";
import classes from "./Shell.module.css";
import { usePreference, useServices, useSession } from "./use-services.ts";

const SCHEMES = [
  { value: "auto", label: "userMenu.themeAuto" },
  { value: "light", label: "userMenu.themeLight" },
  { value: "dark", label: "userMenu.themeDark" },
] as const;

const isScheme = (value: string): value is MantineColorScheme => SCHEMES.some((scheme) => scheme.value === value);

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return upperTurkish(
    [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? "").join(""),
  );
}

function useSignOut() {
  const { api, queryClient } = useServices();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => api.call("signOut"),
    // Whether or not the server heard it, this browser shows nothing more.
    onSettled: async () => {
      await navigate({ to: "/giris" });
      queryClient.clear();
    },
  });
}

export function UserMenu({ onHelp, onPassword }: { onHelp: () => void; onPassword: () => void }) {
  const { t } = useTranslation();
  const { user, version } = useSession();
  const { preferences, sessionGuard } = useServices();
  const language = usePreference((state) => state.language);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const phone = usePhone();

  return (
    <Menu position={phone ? "top-end" : "right-end"} width={240} shadow="md" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes.avatar}
          aria-label={t("userMenu.open", { name: user.displayName })}
          data-initials={initialsOf(user.displayName)}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.person}>
          <strong>{user.displayName}</strong>
          <span>{t("userMenu.signedInAs", { username: user.username })}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t("userMenu.language")}</Menu.Label>
        <Menu.RadioGroup
          value={language}
          onChange={(value) => (isLanguage(value) ? preferences.setState({ language: value }) : undefined)}
        >
          {LANGUAGE_KEYS.map((key) => (
            <Menu.RadioItem key={key} value={key} lang={key}>
              {LANGUAGES[key]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t("userMenu.theme")}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => (isScheme(value) ? setColorScheme(value) : undefined)}
        >
          {SCHEMES.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value}>
              {t(label)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.6} />} onClick={onHelp}>
          {t("help.title")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLock size={16} stroke={1.6} />} onClick={onPassword}>
          {t("password.title")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKey size={16} stroke={1.6} />}
          onClick={() => void navigate({ to: "/yonetim/anahtarlar" })}
        >
          {t("userMenu.tokens")}
        </Menu.Item>
        <Menu.Item leftSection={<IconUsers size={16} stroke={1.6} />} onClick={() => void sessionGuard.ask("switch")}>
          {t("userMenu.switchUser")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => signOut.mutate()}>
          {t("userMenu.signOut")}
        </Menu.Item>
        <div className={classes.version}>{t("userMenu.version", { version })}</div>
      </Menu.Dropdown>
    </Menu>
  );
}
