// How to do things on this screen, the keys that work here, and what the signs mean.
import { Kbd, Modal, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StateSignIcon } from "../signs/StateSignIcon.tsx";
import { CONDITIONS } from "../signs/state-sign.ts";
import classes from "./HelpSheet.module.css";
import { type ScreenHelp, screenHelpOf } from "./screen-help.ts";
import { FOCUS_KEYS, SHORTCUTS } from "./shortcut-table.ts";
import { usePreference, useServices } from "./use-services.ts";

export interface HelpSheetProps {
  opened: boolean;
  /** Address of the screen that help is asked for. */
  pathname: string;
  onClose(): void;
}

export function HelpSheet({ opened, pathname, onClose }: HelpSheetProps) {
  const { t } = useTranslation();
  const { preferences } = useServices();
  const singleKeys = usePreference((state) => state.singleKeys);
  const screen = screenHelpOf(pathname);
  return (
    <Modal.Root opened={opened} onClose={onClose} size={640} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content>
        {/* Not Modal.Header: its <header> would be a second banner of the page. */}
        <div className={classes.head}>
          <Modal.Title>{t("help.title")}</Modal.Title>
          <Modal.CloseButton data-autofocus aria-label={t("shell.close")} />
        </div>
        <Modal.Body>
          {screen ? <Tasks screen={screen} /> : null}
          <h3 className={classes.heading}>{t("help.keys")}</h3>
          <Keys path={screen?.path ?? null} />
          <Switch
            className={classes.switch}
            checked={singleKeys}
            onChange={(event) => preferences.setState({ singleKeys: event.currentTarget.checked })}
            label={
              <>
                {t("help.singleKeys")}
                <small className={classes.hint}>{t("help.singleKeysHint")}</small>
              </>
            }
          />
          {screen?.screen === "live" ? <Signs /> : null}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Tasks({ screen }: { screen: ScreenHelp }) {
  const { t } = useTranslation();
  // Each pair of screen and task is a key of its own; TypeScript cannot see that for the union.
  const text = (task: string, part: "title" | "how"): string =>
    t(`help.screen.${screen.screen}.${task}.${part}` as never);
  return (
    <>
      <p className={classes.intro}>{t(`help.screen.${screen.screen}.intro`)}</p>
      <dl className={classes.tasks}>
        {screen.tasks.map((task) => (
          <div key={task}>
            <dt>{text(task, "title")}</dt>
            <dd>{text(task, "how")}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Keys({ path }: { path: string | null }) {
  const { t } = useTranslation();
  const rows = [...SHORTCUTS, ...FOCUS_KEYS].filter(({ screen }) => screen === null || screen === path);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t("help.key")}</th>
          <th scope="col">{t("help.does")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ shown, does }) => (
          <tr key={does}>
            <td>
              {shown.map((key) => (
                <Kbd key={key} className={classes.key}>
                  {key === "Space" ? t("help.space") : key}
                </Kbd>
              ))}
            </td>
            <td>{t(`help.shortcut.${does}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Signs() {
  const { t } = useTranslation();
  return (
    <>
      <h3 className={classes.heading}>{t("help.signs")}</h3>
      <ul className={classes.signs}>
        {CONDITIONS.map((condition) => (
          <li key={condition}>
            <StateSignIcon condition={condition} size={22} />
            <span>
              <strong>{t(`live.condition.${condition}`)}</strong>
              <small>{t(`live.conditionHint.${condition}`)}</small>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
