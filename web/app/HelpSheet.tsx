// Shortcuts and signs on one sheet. The table is the list of shortcuts people are told about.
import { Kbd, Modal, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StateSignIcon } from "../signs/StateSignIcon.tsx";
import { CONDITIONS } from "../signs/state-sign.ts";
import classes from "./HelpSheet.module.css";
import { usePreference, useServices } from "./use-services.ts";

const SHORTCUTS = [
  { keys: ["/"], does: "search" },
  { keys: ["↑", "↓"], does: "arrows" },
  { keys: ["Enter"], does: "enter" },
  { keys: ["F"], does: "follow" },
  { keys: ["Esc"], does: "deselect" },
  { keys: ["L"], does: "legend" },
  { keys: ["["], does: "panel" },
  { keys: ["T"], does: "theme" },
  { keys: ["?"], does: "help" },
  { keys: ["←", "→", "+", "−"], does: "mapArrows" },
] as const;

export function HelpSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { preferences } = useServices();
  const singleKeys = usePreference((state) => state.singleKeys);
  return (
    <Modal.Root opened={opened} onClose={onClose} size={560}>
      <Modal.Overlay />
      <Modal.Content>
        {/* Not Modal.Header: its <header> would be a second banner of the page. */}
        <div className={classes.head}>
          <Modal.Title>{t("live.help.title")}</Modal.Title>
          <Modal.CloseButton aria-label={t("shell.close")} />
        </div>
        <Modal.Body>
          <p className={classes.intro}>{t("live.help.intro")}</p>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("live.help.key")}</th>
                <th scope="col">{t("live.help.does")}</th>
              </tr>
            </thead>
            <tbody>
              {SHORTCUTS.map(({ keys, does }) => (
                <tr key={does}>
                  <td>
                    {keys.map((key) => (
                      <Kbd key={key} className={classes.key}>
                        {key}
                      </Kbd>
                    ))}
                  </td>
                  <td>{t(`live.help.shortcut.${does}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Switch
            className={classes.switch}
            checked={singleKeys}
            onChange={(event) => preferences.setState({ singleKeys: event.currentTarget.checked })}
            label={
              <>
                {t("live.help.singleKeys")}
                <small className={classes.hint}>{t("live.help.singleKeysHint")}</small>
              </>
            }
          />
          <h3 className={classes.heading}>{t("live.help.signs")}</h3>
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
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
