// Where senders connect, as the server says it: MQTT, MQTT over TLS, MQTT over WebSocket.
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Admin.module.css";
import { brokerAddresses } from "./broker-addresses.ts";
import { useInstallation } from "./use-installation.ts";

export function BrokerAddress() {
  const { t } = useTranslation();
  const installation = useInstallation();
  const addresses = installation?.mqtt ? brokerAddresses(installation.mqtt, location) : [];
  if (addresses.length === 0) return null;
  return (
    <dl className={classes.facts} aria-label={t("adminDevices.credential.doors")}>
      {addresses.map(({ kind, url }) => (
        <Fragment key={kind}>
          <dt>{t(`adminDevices.credential.door.${kind}`)}</dt>
          <dd>
            <code>{url}</code>
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
