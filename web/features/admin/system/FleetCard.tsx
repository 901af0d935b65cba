// How much is registered, connected and refused.
import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { SystemState } from "../../../../domain/system.ts";
import { useFormats } from "../../../app/use-services.ts";
import { Fact } from "./Fact.tsx";
import classes from "./System.module.css";

export function FleetCard({ system }: { system: SystemState }) {
  const { t, number } = useFormats();
  const { vehicles, devices, rejectionsLastDay } = system;
  return (
    <section className={classes.card}>
      <h2>{t("adminSystem.fleet")}</h2>
      <dl className={classes.facts}>
        <Fact name={t("adminSystem.vehicles")}>
          {t("adminSystem.archived", {
            total: number.whole(vehicles.total),
            archived: number.whole(vehicles.archived),
          })}
        </Fact>
        <Fact name={t("adminSystem.devices")}>
          {t("adminSystem.devicesOf", {
            total: number.whole(devices.total),
            connected: number.whole(devices.connected),
            revoked: number.whole(devices.revoked),
          })}
        </Fact>
        <Fact name={t("adminSystem.consoles")}>{number.whole(system.liveConsoles)}</Fact>
        {rejectionsLastDay.length === 0 ? (
          <Fact name={t("adminSystem.rejections")}>{t("adminSystem.noRejections")}</Fact>
        ) : (
          rejectionsLastDay.map(({ reason, count }) => (
            <Fact key={reason} name={t(`adminRejections.reason.${reason}.title`)}>
              <Anchor
                size="sm"
                underline="always"
                renderRoot={(props) => <Link {...props} to="/yonetim/retler" search={{ neden: reason }} />}
              >
                {number.whole(count)}
              </Anchor>
            </Fact>
          ))
        )}
      </dl>
    </section>
  );
}
