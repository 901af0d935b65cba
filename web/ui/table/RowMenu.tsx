// The menu of one row. The button stays out of the tab order unless its row is the active one.
import { ActionIcon, Menu } from "@mantine/core";
import { IconDotsVertical } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export function RowMenu({ name, reachable, children }: { name: string; reachable: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  if (children === null) return null;
  return (
    <Menu position="bottom-end" width={220} shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          tabIndex={reachable ? 0 : -1}
          aria-label={t("table.menuOf", { name })}
        >
          <IconDotsVertical size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
