// The password of a device, shown once, with everything needed to connect it. Closes only by its
// button: a slip of the hand must not cost the password.
import { Anchor, Button, Checkbox, Group, NumberInput, SimpleGrid, Stack, Tabs, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeviceCredential, WireFormat } from "../../../../domain/device.ts";
import { nativeTopic } from "../../../../domain/topic.ts";
import { useServices } from "../../../app/use-services.ts";
import { CopyField } from "../../../ui/CopyField.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Note } from "../../../ui/Note.tsx";
import { examplePosition, mosquittoCommand } from "./device-examples.ts";
import classes from "./Devices.module.css";
import { type MqttDoor, ownTracksConfiguration, ownTracksLink } from "./owntracks-configuration.ts";
import { QrCode } from "./QrCode.tsx";

export interface ShownCredential {
  credential: DeviceCredential;
  name: string;
  format: WireFormat;
}

const MQTT_PORT = 1883;
const MQTTS_PORT = 8883;

export function CredentialDialog({ shown, onClose }: { shown: ShownCredential; onClose: () => void }) {
  const { t } = useTranslation();
  const { live } = useServices();
  const [nowMs] = useState(() => live.serverNow());
  const [door, setDoor] = useState<MqttDoor>({ host: location.hostname, port: MQTT_PORT, tls: false });
  const { credential, name, format } = shown;
  const { username, password } = credential.mqtt;
  const link = ownTracksLink(ownTracksConfiguration(door, { username, password, name }));
  const payload = examplePosition(nowMs);

  return (
    <Dialog opened isHeld onClose={onClose} title={t("adminDevices.credential.title", { name })} size={720}>
      <Stack gap="md">
        <Note tone="secret" title={t("adminDevices.credential.once")} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <CopyField label={t("adminDevices.credential.username")} text={username} />
          <CopyField label={t("adminDevices.credential.password")} text={password} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <TextInput
            label={t("adminDevices.credential.host")}
            description={t("adminDevices.credential.hostHint")}
            value={door.host}
            onChange={({ currentTarget }) => setDoor({ ...door, host: currentTarget.value.trim() })}
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
              onChange={(port) => setDoor({ ...door, port: Number(port) })}
            />
            <Checkbox
              mb={8}
              label={t("adminDevices.credential.tls")}
              checked={door.tls}
              onChange={({ currentTarget: { checked } }) =>
                setDoor({ ...door, tls: checked, port: checked ? MQTTS_PORT : MQTT_PORT })
              }
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
            </Stack>
          </Tabs.Panel>
        </Tabs>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t("adminDevices.credential.done")}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
