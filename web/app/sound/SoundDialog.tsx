// Sound settings: on or off, how loud, for which severities, each with its tone to listen to. Loaded
// when it is first opened.
import { Button, Checkbox, Modal, Slider, Switch } from "@mantine/core";
import { IconVolume } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { SEVERITIES } from "../../../domain/alarm/severity.ts";
import type { Preferences } from "../../ui/preferences.ts";
import { usePreference, useServices } from "../use-services.ts";
import classes from "./SoundDialog.module.css";

export function SoundDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { preferences, sound } = useServices();
  const settings = usePreference((state) => state.sound);
  const state = useStore(sound.state);
  const change = (patch: Partial<Preferences["sound"]>): void =>
    preferences.setState(({ sound: before }) => ({ sound: { ...before, ...patch } }));
  return (
    <Modal.Root opened onClose={onClose} size={440} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title>{t("sound.title")}</Modal.Title>
          <Modal.CloseButton aria-label={t("shell.close")} />
        </div>
        <Modal.Body>
          <p className={classes.intro}>{t("sound.intro")}</p>
          {state === "unsupported" ? (
            <p role="alert" className={classes.warning}>
              {t("sound.unsupported")}
            </p>
          ) : null}
          <Switch
            label={t("sound.on")}
            checked={settings.on}
            onChange={({ currentTarget: { checked } }) => {
              change({ on: checked });
              if (checked) sound.test("low");
            }}
          />
          <h3 className={classes.label}>{t("sound.volume")}</h3>
          <Slider
            thumbLabel={t("sound.volume")}
            value={Math.round(settings.volume * 100)}
            min={0}
            max={100}
            step={5}
            label={(value) => t("format.percent", { value })}
            onChange={(value) => change({ volume: value / 100 })}
          />
          <h3 className={classes.label}>{t("sound.severities")}</h3>
          <ul className={classes.severities}>
            {SEVERITIES.map((severity) => (
              <li key={severity}>
                <Checkbox
                  label={t(`sound.severity.${severity}`)}
                  checked={settings.severities.includes(severity)}
                  onChange={({ currentTarget: { checked } }) =>
                    change({
                      severities: SEVERITIES.filter((one) =>
                        one === severity ? checked : settings.severities.includes(one),
                      ),
                    })
                  }
                />
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconVolume size={16} stroke={1.6} aria-hidden />}
                  aria-label={t("sound.test", { severity: t(`sound.severity.${severity}`) })}
                  onClick={() => sound.test(severity)}
                >
                  {t("sound.listen")}
                </Button>
              </li>
            ))}
          </ul>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
