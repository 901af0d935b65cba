// Says on the map itself why another base map is seen than the chosen one, or none.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { BackdropState } from "../../../map/backdrop/use-backdrop.ts";
import classes from "./BackdropMenu.module.css";

export function BackdropNotice({ backdrop, onOwn }: { backdrop: BackdropState; onOwn: () => void }) {
  const { t } = useTranslation();
  const { offered, chosenId, answer, retry } = backdrop;
  const name = offered.find(({ id }) => id === chosenId)?.name ?? chosenId;
  if (answer === "loading" || answer === "shown") return null;
  return (
    <output className={classes.notice}>
      <span>{t(`map.backdrop.${answer}`, { name })}</span>
      {answer === "failed" ? (
        <Button size="compact-xs" variant="default" onClick={retry}>
          {t("map.backdrop.retry")}
        </Button>
      ) : (
        <Button size="compact-xs" variant="default" onClick={onOwn}>
          {t("map.backdrop.useOwn")}
        </Button>
      )}
    </output>
  );
}
