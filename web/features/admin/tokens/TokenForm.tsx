// A new API token: what it is called, what it may, until when.
import { Radio, Select, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Controller } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { type CreatedApiToken, NewApiToken } from "../../../../domain/api-token.ts";
import { useServices } from "../../../app/use-services.ts";
import { RecordForm } from "../../../ui/form/RecordForm.tsx";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import { tokensQuery } from "../admin-queries.ts";

const EXPIRY_DAYS = [30, 90, 365] as const;
const NEVER = "never";
/** A forgotten key should not open doors for ever. */
const USUAL_DAYS = 365;

export interface TokenFormProps {
  onCreated: (token: CreatedApiToken) => void;
  onCancel: () => void;
}

export function TokenForm({ onCreated, onCancel }: TokenFormProps) {
  const { api } = useServices();
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { form, errorOf, ...frame } = useRecordForm({
    schema: NewApiToken,
    values: { name: "", readOnly: true, expiresInDays: USUAL_DAYS },
    save: (body) => api.call("createToken", { body }),
    onSaved: (created) => {
      void queryClient.invalidateQueries({ queryKey: tokensQuery(api).queryKey });
      onCreated(created);
    },
  });
  const { control, register } = form;
  return (
    <RecordForm {...frame} label={t("adminTokens.addTitle")} action={t("adminTokens.create")} onCancel={onCancel}>
      <TextInput
        {...register("name")}
        data-autofocus
        label={t("adminTokens.form.name")}
        description={t("adminTokens.form.nameHint")}
        error={errorOf("name")}
        withAsterisk
        autoComplete="off"
      />
      <Controller
        control={control}
        name="readOnly"
        render={({ field: { value, onChange } }) => (
          <Radio.Group
            label={t("adminTokens.form.right")}
            value={value === false ? "change" : "read"}
            onChange={(right) => onChange(right === "read")}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="read" label={t("adminTokens.reads")} description={t("adminTokens.form.readsHint")} />
              <Radio value="change" label={t("adminTokens.changes")} description={t("adminTokens.form.changesHint")} />
            </Stack>
          </Radio.Group>
        )}
      />
      <Controller
        control={control}
        name="expiresInDays"
        render={({ field: { value, onChange, ...field } }) => (
          <Select
            {...field}
            value={value == null ? NEVER : String(value)}
            onChange={(days) => onChange(days === null || days === NEVER ? null : Number(days))}
            label={t("adminTokens.form.expiry")}
            error={errorOf("expiresInDays")}
            allowDeselect={false}
            data={[
              ...EXPIRY_DAYS.map((days) => ({
                value: String(days),
                label: t("adminTokens.form.days", { count: days }),
              })),
              { value: NEVER, label: t("adminTokens.form.noExpiry") },
            ]}
          />
        )}
      />
    </RecordForm>
  );
}
