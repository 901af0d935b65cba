// The bell and what it has to tell. Opening it reads everything.
import { Button, Indicator, Popover, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconBell, IconCircleCheck, IconInfoCircle, IconVolume } from "@tabler/icons-react";
import { useStore } from "zustand";
import { usePhone } from "../../ui/use-phone.ts";
import { useFormats, useServerNow, useServices } from "../use-services.ts";
import type { Notice, NoticeTone } from "./notice-store.ts";
import classes from "./NoticeBell.module.css";

const ICONS: Readonly<Record<NoticeTone, typeof IconBell>> = {
  plain: IconInfoCircle,
  good: IconCircleCheck,
  warning: IconAlertTriangle,
  failure: IconAlertTriangle,
};

export interface NoticeBellProps {
  opened: boolean;
  onOpened(opened: boolean): void;
  onSound(): void;
}

export function NoticeBell({ opened, onOpened, onSound }: NoticeBellProps) {
  const { t, number } = useFormats();
  const { notices } = useServices();
  const list = useStore(notices);
  const phone = usePhone();
  const unread = list.filter(({ read }) => !read).length;
  function toggle(): void {
    if (opened) notices.readAll();
    onOpened(!opened);
  }
  return (
    <Popover
      opened={opened}
      onChange={onOpened}
      onClose={notices.readAll}
      position={phone ? "top-end" : "right-end"}
      width={phone ? "calc(100vw - 16px)" : 340}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.bell}
          aria-label={unread === 0 ? t("notices.open") : t("notices.openUnread", { count: unread })}
          onClick={toggle}
        >
          <Indicator inline disabled={unread === 0} label={number.whole(unread)} size={18} color="accent">
            <IconBell size={22} stroke={1.6} aria-hidden />
          </Indicator>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t("notices.title")}>
        <div className={classes.head}>
          <h2>{t("notices.title")}</h2>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconVolume size={16} stroke={1.6} aria-hidden />}
            onClick={onSound}
          >
            {t("notices.sound")}
          </Button>
        </div>
        {list.length === 0 ? <p className={classes.empty}>{t("notices.empty")}</p> : null}
        <ul className={classes.list}>
          {list.map((notice) => (
            <NoticeItem key={notice.id} notice={notice} />
          ))}
        </ul>
        {list.length === 0 ? null : (
          <Button fullWidth variant="subtle" radius={0} onClick={notices.clear}>
            {t("notices.clear")}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function NoticeItem({ notice }: { notice: Notice }) {
  const { time } = useFormats();
  const now = useServerNow();
  const Icon = ICONS[notice.tone];
  return (
    <li className={classes.item} data-tone={notice.tone} data-unread={!notice.read || undefined}>
      <Icon size={18} stroke={1.8} aria-hidden />
      <div>
        <strong>{notice.title}</strong>
        {notice.body === undefined ? null : <p>{notice.body}</p>}
        <small>{time.when(notice.atMs, now)}</small>
        {notice.action ? (
          <Button size="compact-xs" variant="light" ml={8} onClick={notice.action.run}>
            {notice.action.label}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
