// What can be done about one alarm or about many: acknowledge, assign, shelve.
import { Button, Menu } from "@mantine/core";
import { IconAlarmSnooze, IconBellCheck, IconChevronDown, IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import { compareTurkish } from "../../../domain/turkish-text.ts";
import { useServices, useSession } from "../../app/use-services.ts";
import { isAcknowledged, isShelved } from "./alarm-rows.ts";
import classes from "./Alarms.module.css";
import type { AlarmActions } from "./use-alarm-actions.ts";

const SHELVE_SECONDS = ["900", "3600", "14400", "28800", "86400"] as const;

export interface AlarmActionBarProps {
  alarms: readonly Alarm[];
  actions: AlarmActions;
  onDone?: () => void;
}

export function AlarmActionBar({ alarms, actions, onDone }: AlarmActionBarProps) {
  const { t } = useTranslation();
  const { api, live } = useServices();
  const { permissions, user } = useSession();
  const mayHandle = permissions.includes("alarm:handle");
  const assignees = useQuery({
    queryKey: ["alarm-assignees"],
    queryFn: async ({ signal }) => (await api.call("listAssignees", {}, { signal })).items,
    enabled: mayHandle,
    staleTime: 5 * 60_000,
  });
  if (!mayHandle) return null;
  const ids = alarms.map(({ id }) => id);
  const unacknowledged = alarms.filter((alarm) => !isAcknowledged(alarm)).map(({ id }) => id);
  const shelved = alarms.filter((alarm) => isShelved(alarm, live.serverNow())).map(({ id }) => id);
  const after = (work: () => void) => () => {
    work();
    onDone?.();
  };
  return (
    <div className={classes.actions}>
      <Button
        size="sm"
        leftSection={<IconBellCheck size={16} stroke={1.8} aria-hidden />}
        disabled={unacknowledged.length === 0 || actions.isWorking}
        onClick={after(() => actions.acknowledge(unacknowledged))}
      >
        {t("alarms.do.acknowledge")}
      </Button>
      <Menu shadow="md" width={240} position="bottom-start" withinPortal>
        <Menu.Target>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconUserPlus size={16} stroke={1.8} aria-hidden />}
            rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden />}
          >
            {t("alarms.do.assign")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.people}>
          <Menu.Item onClick={after(() => actions.assign(ids, user.id))}>{t("alarms.do.assignMe")}</Menu.Item>
          <Menu.Divider />
          {(assignees.data ?? [])
            .filter(({ id }) => id !== user.id)
            .toSorted((a, b) => compareTurkish(a.displayName, b.displayName))
            .map(({ id, displayName }) => (
              <Menu.Item key={id} onClick={after(() => actions.assign(ids, id))}>
                <bdi>{displayName}</bdi>
              </Menu.Item>
            ))}
          <Menu.Divider />
          <Menu.Item
            disabled={alarms.every(({ assigneeId }) => assigneeId === null)}
            onClick={after(() => actions.assign(ids, null))}
          >
            {t("alarms.do.assignNobody")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Menu shadow="md" width={200} position="bottom-start" withinPortal>
        <Menu.Target>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconAlarmSnooze size={16} stroke={1.8} aria-hidden />}
            rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden />}
          >
            {t("alarms.do.shelve")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {SHELVE_SECONDS.map((seconds) => (
            <Menu.Item key={seconds} onClick={after(() => actions.shelve(ids, Number(seconds)))}>
              {t(`alarms.do.shelveFor.${seconds}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item disabled={shelved.length === 0} onClick={after(() => actions.shelve(shelved, null))}>
            {t("alarms.do.unshelve")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
