// People and their rights: the table, one of them beside it.
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { UserAccount } from "../../../../domain/user.ts";
import { unitsQuery } from "../../../api/queries.ts";
import { useFormats, useServices, useSession } from "../../../app/use-services.ts";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import { usersQuery } from "../admin-queries.ts";
import { showNotice } from "../notices.ts";
import { RecordDrawer } from "../RecordDrawer.tsx";
import { SecretDialog } from "../SecretDialog.tsx";
import { SectionPage } from "../SectionPage.tsx";
import { useOpenRecord } from "../use-open-record.ts";
import { userColumns } from "./user-columns.tsx";
import { UserAccess } from "./UserAccess.tsx";
import { UserForm } from "./UserForm.tsx";

interface ShownPassword {
  name: string;
  username: string;
  password: string;
}

const NONE: readonly never[] = [];
const idOf = ({ id }: UserAccount): number => id;
const nameOf = ({ displayName }: UserAccount): string => displayName;

export function UsersPage() {
  const { api } = useServices();
  const { t, time } = useFormats();
  const { permissions, user: me } = useSession();
  const users = useQuery(usersQuery(api));
  const units = useQuery(unitsQuery(api));
  const { record, open, close } = useOpenRecord();
  const [shown, setShown] = useState<ShownPassword | null>(null);
  const allUnits = units.data ?? NONE;
  const columns = useMemo(() => userColumns(t, time, allUnits), [t, time, allUnits]);
  const user = users.data?.find(({ id }) => id === record) ?? null;
  const mayWrite = permissions.includes("user:write");
  const add = { label: t("adminUsers.add"), onClick: () => open("new") };

  function onSaved({ displayName, username }: UserAccount, password: string | null): void {
    close();
    if (password === null) showNotice(t("form.saved"));
    else setShown({ name: displayName, username, password });
  }

  return (
    <SectionPage
      section="users"
      actions={
        mayWrite ? (
          <Button size="sm" leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={add.onClick}>
            {add.label}
          </Button>
        ) : null
      }
    >
      <DataTable
        label={t("adminUsers.label")}
        columns={columns}
        rows={units.data ? users.data : undefined}
        rowId={idOf}
        rowLabel={nameOf}
        error={users.error ?? units.error}
        onRetry={() => {
          void users.refetch();
          void units.refetch();
        }}
        openId={record === "new" ? null : record}
        empty={{
          title: t("adminUsers.empty.title"),
          body: t("adminUsers.empty.body"),
          ...(mayWrite ? { action: add } : {}),
        }}
        onOpen={({ id }) => open(id)}
      />
      <RecordDrawer
        opened={mayWrite && (record === "new" || user !== null)}
        onClose={close}
        title={user?.displayName ?? t("adminUsers.addTitle")}
      >
        <UserForm key={user?.id ?? "new"} user={user} units={allUnits} onSaved={onSaved} onCancel={close} />
        {/* Whoever administers cannot lock themselves out. */}
        {user === null || user.id === me.id ? null : (
          <UserAccess
            user={user}
            onPassword={(password) => setShown({ name: user.displayName, username: user.username, password })}
            onDeleted={close}
          />
        )}
      </RecordDrawer>
      {shown ? (
        <SecretDialog
          title={t("adminUsers.temporary.title", { name: shown.name })}
          warning={t("adminUsers.temporary.once")}
          fields={[
            { label: t("adminUsers.column.username"), text: shown.username },
            { label: t("adminUsers.temporary.password"), text: shown.password },
          ]}
          done={t("adminUsers.temporary.done")}
          onClose={() => setShown(null)}
        />
      ) : null}
    </SectionPage>
  );
}
