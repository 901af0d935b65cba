// One person: new, renamed, given other roles.
import { PasswordInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Controller } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../../domain/unit.ts";
import { NewUser, type UserAccount } from "../../../../domain/user.ts";
import { useServices } from "../../../app/use-services.ts";
import { RecordForm } from "../../../ui/form/RecordForm.tsx";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import { type GrantDraft, GrantFields } from "./GrantFields.tsx";

export interface UserFormProps {
  /** null = a new one. */
  user: UserAccount | null;
  units: readonly Unit[];
  /** The password is there only where it was made up for a new user. */
  onSaved: (user: UserAccount, temporaryPassword: string | null) => void;
  onCancel: () => void;
}

const emptyAsMissing = (text: string | undefined): string | undefined => (text === "" ? undefined : text);

export function UserForm({ user, units, onSaved, onCancel }: UserFormProps) {
  const { api } = useServices();
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { form, errorOf, ...frame } = useRecordForm({
    schema: NewUser,
    values: user
      ? { username: user.username, displayName: user.displayName, grants: user.grants }
      : { username: "", displayName: "", grants: [] },
    fieldOfCode: { username_taken: "username" },
    save: async (body) => {
      if (user === null) {
        const { temporaryPassword, ...created } = await api.call("createUser", { body });
        return { saved: created, temporaryPassword };
      }
      const { displayName, grants } = body;
      const saved = await api.call("changeUser", { params: { id: user.id }, body: { displayName, grants } });
      return { saved, temporaryPassword: null };
    },
    onSaved: ({ saved, temporaryPassword }) => {
      void queryClient.invalidateQueries({ queryKey: ["users"] });
      onSaved(saved, temporaryPassword);
    },
  });
  const { control, register } = form;

  return (
    <RecordForm {...frame} label={t(user === null ? "adminUsers.addTitle" : "adminUsers.edit")} onCancel={onCancel}>
      <TextInput
        {...register("displayName")}
        data-autofocus
        label={t("adminUsers.form.displayName")}
        error={errorOf("displayName")}
        withAsterisk
        autoComplete="off"
      />
      {user === null ? (
        <>
          <TextInput
            {...register("username")}
            label={t("adminUsers.form.username")}
            description={t("adminUsers.form.usernameHint")}
            error={errorOf("username")}
            withAsterisk
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <PasswordInput
            {...register("password", { setValueAs: emptyAsMissing })}
            label={t("adminUsers.form.password")}
            description={t("adminUsers.form.passwordHint")}
            error={errorOf("password")}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
          />
        </>
      ) : null}
      <Controller
        control={control}
        name="grants"
        render={({ field: { value, onChange } }) => (
          <GrantFields
            grants={(value ?? []).map(({ role, unitId }): GrantDraft => ({ role, unitId }))}
            units={units}
            errorOf={(index, field) => errorOf(`grants.${index}.${field}`)}
            onChange={onChange}
          />
        )}
      />
    </RecordForm>
  );
}
