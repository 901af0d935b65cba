// The result of measuring: length, and from three corners on the area in square metres, dönüm and
// hectares.
import { Button, CloseButton } from "@mantine/core";
import { useFormats } from "../../../app/use-services.ts";
import { areaM2, lengthM } from "../../../map/geodesy/measure.ts";
import classes from "./MapCards.module.css";
import type { Measuring } from "./use-measure.ts";

const M2_PER_DONUM = 1000;
const M2_PER_HECTARE = 10_000;
const M_PER_KM = 1000;

export function MeasureCard({ measuring }: { measuring: Measuring }) {
  const { t, number } = useFormats();
  const { points } = measuring;
  if (points === null) return null;
  const length = lengthM(points);
  const area = areaM2(points);
  const [first] = points;
  const lengthText = (metres: number): string =>
    metres < M_PER_KM
      ? t("map.measure.metres", { value: number.oneDecimal(metres) })
      : t("map.measure.kilometres", { value: number.twoDecimals(metres / M_PER_KM) });
  return (
    <section className={classes.measure} aria-label={t("map.measure.title")}>
      <header>
        <h2>{t("map.measure.title")}</h2>
        <CloseButton size="sm" aria-label={t("map.measure.close")} onClick={measuring.toggle} />
      </header>
      <output>
        {points.length < 2 ? (
          <p>{t(points.length === 0 ? "map.measure.start" : "map.measure.next")}</p>
        ) : (
          <dl>
            <dt>{t("map.measure.length")}</dt>
            <dd>{lengthText(length)}</dd>
            {area === 0 || !first ? null : (
              <>
                <dt>{t("map.measure.perimeter")}</dt>
                <dd>{lengthText(lengthM([...points, first]))}</dd>
                <dt>{t("map.measure.area")}</dt>
                <dd>
                  {t("map.measure.squareMetres", { value: number.whole(area) })}
                  <br />
                  {t("map.measure.donum", { value: number.twoDecimals(area / M2_PER_DONUM) })}
                  <br />
                  {t("map.measure.hectares", { value: number.twoDecimals(area / M2_PER_HECTARE) })}
                </dd>
              </>
            )}
          </dl>
        )}
      </output>
      {points.length === 0 ? null : (
        <footer>
          <Button size="compact-xs" variant="default" onClick={measuring.undo}>
            {t("map.measure.undo")}
          </Button>
          <Button size="compact-xs" variant="default" onClick={measuring.clear}>
            {t("map.measure.clear")}
          </Button>
        </footer>
      )}
    </section>
  );
}
