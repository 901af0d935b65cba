// The password of a device, shown once, with everything needed to connect it. Address and ports are those
// the server says; behind a router others can be typed.
import { Anchor, Checkbox, Group, NumberInput, SimpleGrid, Stack, Tabs, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeviceCredential, WireFormat } from "../../../../domain/device.ts";
import { nativeTopic } from "../../../../domain/topic.ts";
import { useServices } from "../../../app/use-services.ts";
import { CopyField } from "../../../ui/CopyField.tsx";
import { BrokerAddress } from "../BrokerAddress.tsx";
import { brokerHost } from "../broker-addresses.ts";
import { SecretDialog } from "../SecretDialog.tsx";
import { useInstallation } from "../use-installation.ts";
import { examplePosition, mosquittoCommand } from "./device-examples.ts";
import classes from "./Devices.module.css";
import { type MqttDoor, ownTracksConfiguration, ownTracksLink } from "./owntracks-configuration.ts";
import { QrCode } from "./QrCode.tsx";

export interface ShownCredential {
  credential: DeviceCredential;
  name: string;
  format: WireFormat;
}

/** IANA's, until the server has said its own. */
const USUAL_PORT = { plain: 1883, tls: 8883 } as const;

export function CredentialDialog({ shown, onClose }: { shown: ShownCredential; onClose: () => void }) {
  const { t } = useTranslation();
  const { live } = useServices();
  const [nowMs] = useState(() => live.serverNow());
  const [typed, setTyped] = useState<MqttDoor | null>(null);
  const doors = useInstallation()?.mqtt ?? null;
  const portOf = (tls: boolean): number =>
    tls ? (doors?.tlsPort ?? USUAL_PORT.tls) : (doors?.port ?? USUAL_PORT.plain);
  const hasTls = doors !== null && doors.tlsPort !== null;
  const door = typed ?? { host: brokerHost(doors, location), port: portOf(hasTls), tls: hasTls };
  const { credential, name, format } = shown;
  const { username, password } = credential.mqtt;
  const link = ownTracksLink(ownTracksConfiguration(door, { username, password, name }));
  const payload = examplePosition(nowMs);

  return (
    <SecretDialog
      title={t("adminDevices.credential.title", { name })}
      warning={t("adminDevices.credential.once")}
      fields={[
        { label: t("adminDevices.credential.username"), text: username },
        { label: t("adminDevices.credential.password"), text: password },
      ]}
      done={t("adminDevices.credential.done")}
      size={720}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextInput
          label={t("adminDevices.credential.host")}
          description={t("adminDevices.credential.hostHint")}
          value={door.host}
          onChange={({ currentTarget }) => setTyped({ ...door, host: currentTarget.value.trim() })}
        />
        <Group align="flex-end" gap="md" wrap="nowrap">
          <NumberInput
            label={t("adminDevices.credential.port")}
            value={door.port}
            min={1}
            max={65_535}
            allowDecimal={false}
            hideControls
            w={96}
            onChange={(port) => setTyped({ ...door, port: Number(port) })}
          />
          <Checkbox
            mb={8}
            label={t("adminDevices.credential.tls")}
            checked={door.tls}
            onChange={({ currentTarget: { checked } }) => setTyped({ ...door, tls: checked, port: portOf(checked) })}
          />
        </Group>
      </SimpleGrid>
      <Tabs defaultValue={format === "owntracks" ? "telefon" : "komut"} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="telefon">{t("adminDevices.credential.phone")}</Tabs.Tab>
          <Tabs.Tab value="komut">{t("adminDevices.credential.command")}</Tabs.Tab>
          <Tabs.Tab value="ileti">{t("adminDevices.credential.message")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="telefon">
          <div className={classes.phone}>
            <QrCode text={link} label={t("adminDevices.credential.qr")} />
            <div className={classes.phoneText}>
              <p className={classes.hint}>{t("adminDevices.credential.phoneHint")}</p>
              <Anchor href={link} underline="always">
                {t("adminDevices.credential.phoneLink")}
              </Anchor>
            </div>
          </div>
          <div className={classes.phoneAddress}>
            <CopyField label={t("adminDevices.credential.phoneAddress")} text={link} />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="komut">
          <Stack gap="sm">
            <p className={classes.hint}>{t("adminDevices.credential.commandHint")}</p>
            <CopyField
              label={t("adminDevices.credential.command")}
              text={mosquittoCommand(door, { username, password }, payload)}
              block
            />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="ileti">
          <Stack gap="sm">
            <p className={classes.hint}>{t("adminDevices.credential.messageHint")}</p>
            <CopyField label={t("adminDevices.credential.topic")} text={nativeTopic(username, "position")} />
            <CopyField label={t("adminDevices.credential.payload")} text={payload} block />
            <BrokerAddress />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </SecretDialog>
  );
}
