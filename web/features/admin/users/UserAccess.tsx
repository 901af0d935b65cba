// What ends or renews somebody's access: lock, new password, removal.
import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { UserAccount } from "../../../../domain/user.ts";
import { problemText } from "../../../api/problem-text.ts";
import { useServices } from "../../../app/use-services.ts";
import classes from "../Admin.module.css";
import { ConfirmedAction } from "../ConfirmedAction.tsx";
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
  const { id, displayName: name } = user;
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: ["users"] });

  const lock = useMutation({
    mutationFn: (disabled: boolean) => api.call("changeUser", { params: { id }, body: { disabled } }),
    onSuccess: ({ disabled }) => {
      refresh();
      showNotice(disabled ? t("adminUsers.locked", { name }) : t("adminUsers.unlocked", { name }));
    },
  });
  const problem = lock.error ? problemText(t, lock.error) : null;

  return (
    <div className={classes.danger}>
      <Group gap="sm">
        <Button variant="default" loading={lock.isPending} onClick={() => lock.mutate(!user.disabled)}>
          {t(user.disabled ? "adminUsers.unlock" : "adminUsers.lock")}
        </Button>
        <ConfirmedAction
          label={t("adminUsers.reset")}
          question={{
            title: t("adminUsers.confirmReset.title"),
            body: t("adminUsers.confirmReset.body", { name }),
            action: t("adminUsers.confirmReset.action"),
          }}
          run={() => api.call("resetPassword", { params: { id }, body: {} })}
          onDone={({ temporaryPassword }) => {
            refresh();
            if (temporaryPassword !== null) onPassword(temporaryPassword);
          }}
        />
        <ConfirmedAction
          label={t("adminUsers.delete")}
          isFinal
          question={{
            title: t("adminUsers.confirmDelete.title"),
            body: t("adminUsers.confirmDelete.body", { name }),
            action: t("adminUsers.confirmDelete.action"),
          }}
          run={() => api.call("deleteUser", { params: { id } })}
          onDone={() => {
            refresh();
            showNotice(t("adminUsers.deleted", { name }));
            onDeleted();
          }}
        />
      </Group>
      <div role="alert" className={classes.failure}>
        {problem ? `${problem.title}. ${problem.action}` : ""}
      </div>
    </div>
  );
}
