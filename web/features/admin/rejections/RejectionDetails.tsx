// One kind of refusal: what happened, what to do, and the message itself.
import { Button, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Rejection } from "../../../../domain/rejection.ts";
import { useFormats } from "../../../app/use-services.ts";
import adminClasses from "../Admin.module.css";
import { PayloadPreview } from "./PayloadPreview.tsx";
import classes from "./Rejections.module.css";

export function RejectionDetails({ rejection }: { rejection: Rejection }) {
  const { t, time, number } = useFormats();
  const { reason, deviceId, deviceName } = rejection;
  return (
    <Stack gap="xs">
      <section className={classes.section}>
        <h3>{t("adminRejections.todo")}</h3>
        <p>{t(`adminRejections.reason.${reason}.action`)}</p>
      </section>
      <section className={classes.section}>
        <h3>{t("adminRejections.what")}</h3>
        <dl className={adminClasses.facts}>
          <dt>{t("adminRejections.column.device")}</dt>
          <dd>{deviceName ?? t("adminRejections.unknownDevice")}</dd>
          <dt>{t("adminRejections.column.principal")}</dt>
          <dd>
            <code>{rejection.principal}</code>
          </dd>
          {rejection.topic === "" ? null : (
            <>
              <dt>{t("adminRejections.column.topic")}</dt>
              <dd>
                <code>{rejection.topic}</code>
              </dd>
            </>
          )}
          {rejection.field === null ? null : (
            <>
              <dt>{t("adminRejections.column.field")}</dt>
              <dd>
                <code>{rejection.field}</code>
              </dd>
            </>
          )}
          <dt>{t("adminRejections.column.count")}</dt>
          <dd>{number.whole(rejection.count)}</dd>
          <dt>{t("adminRejections.column.first")}</dt>
          <dd>{time.dateTime(Date.parse(rejection.firstAt))}</dd>
          <dt>{t("adminRejections.column.last")}</dt>
          <dd>{time.dateTime(Date.parse(rejection.lastAt))}</dd>
        </dl>
      </section>
      <section className={classes.section}>
        <h3>{t("adminRejections.payload")}</h3>
        <PayloadPreview payload={rejection} />
      </section>
      {deviceId === null ? null : (
        <Button
          variant="default"
          style={{ alignSelf: "flex-start" }}
          renderRoot={(props) => (
            <Link {...props} to="/yonetim/cihazlar" search={{ kayit: String(deviceId), sekme: "retler" }} />
          )}
        >
          {t("adminRejections.openDevice")}
        </Button>
      )}
    </Stack>
  );
}
