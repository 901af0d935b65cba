// What renews or ends the access of somebody who publishes: a device or an integration.
import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DeviceCredential } from "../../../domain/device.ts";
import classes from "./Admin.module.css";
import { ConfirmedAction } from "./ConfirmedAction.tsx";
import { showNotice } from "./notices.ts";

export interface CredentialAccessProps {
  /** Whose words. */
  of: "adminDevices" | "adminIntegrations";
  name: string;
  rotate: () => Promise<DeviceCredential>;
  revoke: () => Promise<unknown>;
  onCredential: (credential: DeviceCredential) => void;
  onRevoked: () => void;
}

export function CredentialAccess({ of, name, rotate, revoke, onCredential, onRevoked }: CredentialAccessProps) {
  const { t } = useTranslation();
  const questionOf = (verb: "confirmRotate" | "confirmRevoke") => ({
    title: t(`${of}.${verb}.title`),
    body: t(`${of}.${verb}.body`, { name }),
    action: t(`${of}.${verb}.action`),
  });
  return (
    <div className={classes.danger}>
      <Group gap="sm">
        <ConfirmedAction
          label={t(`${of}.rotate`)}
          question={questionOf("confirmRotate")}
          run={rotate}
          onDone={onCredential}
        />
        <ConfirmedAction
          label={t(`${of}.revoke`)}
          isFinal
          question={questionOf("confirmRevoke")}
          run={revoke}
          onDone={() => {
            onRevoked();
            showNotice(t(`${of}.revokedNow`, { name }));
          }}
        />
      </Group>
    </div>
  );
}
