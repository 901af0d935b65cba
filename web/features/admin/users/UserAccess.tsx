// What ends or renews somebody's access: lock, new password, removal.
import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { UserAccount } from "../../../../domain/user.ts";
import { problemText } from "../../../api/problem-text.ts";
import { useServices } from "../../../app/use-services.ts";
import { ConfirmDialog } from "../../../ui/ConfirmDialog.tsx";
import classes from "../Admin.module.css";
import { showNotice } from "../notices.ts";

export interface UserAccessProps {
  user: UserAccount;
  onPassword: (password: string) => void;
  onDeleted: () => void;
}

export function UserAccess({ user, onPassword, onDeleted }: UserAccessProps) {
  const { api } = useServices();
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<"reset" | "delete" | null>(null);
  const { id, displayName: name } = user;
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: ["users"] });

  const lock = useMutation({
    mutationFn: (disabled: boolean) => api.call("changeUser", { params: { id }, body: { disabled } }),
    onSuccess: ({ disabled }) => {
      refresh();
      showNotice(disabled ? t("adminUsers.locked", { name }) : t("adminUsers.unlocked", { name }));
    },
  });
  const reset = useMutation({
    mutationFn: () => api.call("resetPassword", { params: { id }, body: {} }),
    onSuccess: ({ temporaryPassword }) => {
      refresh();
      setAsking(null);
      if (temporaryPassword !== null) onPassword(temporaryPassword);
    },
  });
  const remove = useMutation({
    mutationFn: () => api.call("deleteUser", { params: { id } }),
    onSuccess: () => {
      refresh();
      setAsking(null);
      showNotice(t("adminUsers.deleted", { name }));
      onDeleted();
    },
  });
  const problem = lock.error ? problemText(t, lock.error) : null;

  return (
    <div className={classes.danger}>
      <Group gap="sm">
        <Button variant="default" loading={lock.isPending} onClick={() => lock.mutate(!user.disabled)}>
          {t(user.disabled ? "adminUsers.unlock" : "adminUsers.lock")}
        </Button>
        <Button variant="default" onClick={() => setAsking("reset")}>
          {t("adminUsers.reset")}
        </Button>
        <Button variant="outline" color="red" onClick={() => setAsking("delete")}>
          {t("adminUsers.delete")}
        </Button>
      </Group>
      <div role="alert" className={classes.failure}>
        {problem ? `${problem.title}. ${problem.action}` : ""}
      </div>
      <ConfirmDialog
        opened={asking === "reset"}
        title={t("adminUsers.confirmReset.title")}
        body={t("adminUsers.confirmReset.body", { name })}
        action={t("adminUsers.confirmReset.action")}
        isWorking={reset.isPending}
        failure={reset.error}
        onConfirm={() => reset.mutate()}
        onCancel={() => setAsking(null)}
      />
      <ConfirmDialog
        opened={asking === "delete"}
        title={t("adminUsers.confirmDelete.title")}
        body={t("adminUsers.confirmDelete.body", { name })}
        action={t("adminUsers.confirmDelete.action")}
        isWorking={remove.isPending}
        failure={remove.error}
        onConfirm={() => remove.mutate()}
        onCancel={() => setAsking(null)}
      />
    </div>
  );
}
