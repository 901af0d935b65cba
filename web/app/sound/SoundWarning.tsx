// Says that the browser kept a warning tone back, with the press that allows it.
import { Button } from "@mantine/core";
import { IconVolumeOff } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import classes from "../Shell.module.css";
import { useServices } from "../use-services.ts";

export function SoundWarning() {
  const { t } = useTranslation();
  const { sound } = useServices();
  const blocked = useStore(sound.state) === "blocked";
  useEffect(() => {
    if (!blocked) return;
    // Any press or key will do.
    window.addEventListener("pointerdown", sound.unlock);
    window.addEventListener("keydown", sound.unlock);
    return () => {
      window.removeEventListener("pointerdown", sound.unlock);
      window.removeEventListener("keydown", sound.unlock);
    };
  }, [blocked, sound]);
  if (!blocked) return null;
  return (
    <section aria-label={t("sound.blocked")} className={classes.notice}>
      <IconVolumeOff size={16} stroke={1.8} aria-hidden />
      <span>
        <strong>{t("sound.blocked")}.</strong> {t("sound.blockedHint")}
      </span>
      <Button size="compact-xs" variant="default" onClick={sound.unlock}>
        {t("sound.unlock")}
      </Button>
    </section>
  );
}
