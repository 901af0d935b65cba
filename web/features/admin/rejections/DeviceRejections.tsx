// The newest refusals of one device, beside its record.
import { Anchor, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useFormats, useServices } from "../../../app/use-services.ts";
import { deviceRejectionsQuery } from "../admin-queries.ts";
import { Age } from "../Age.tsx";
import { FailurePanel } from "../FailurePanel.tsx";
import classes from "./Rejections.module.css";

export function DeviceRejections({ deviceId }: { deviceId: number }) {
  const { api } = useServices();
  const { t, number } = useFormats();
  const rejections = useQuery(deviceRejectionsQuery(api, deviceId));
  if (rejections.error) return <FailurePanel error={rejections.error} onRetry={() => void rejections.refetch()} />;
  if (!rejections.data) return <Skeleton height={80} />;
  const { items } = rejections.data;
  if (items.length === 0) return <p className={classes.quiet}>{t("adminRejections.none")}</p>;
  return (
    <>
      <ul className={classes.list}>
        {items.map((rejection) => (
          <li key={rejection.id} className={classes.item}>
            <span>
              <strong>{t(`adminRejections.reason.${rejection.reason}.title`)}</strong>
              {t(`adminRejections.reason.${rejection.reason}.action`)}
            </span>
            <span className={classes.figures}>
              {number.whole(rejection.count)}
              <br />
              <Age at={rejection.lastAt} never="" />
            </span>
          </li>
        ))}
      </ul>
      <Anchor
        underline="always"
        renderRoot={(props) => <Link {...props} to="/yonetim/retler" search={{ cihaz: String(deviceId) }} />}
      >
        {t("adminRejections.all")}
      </Anchor>
    </>
  );
}
