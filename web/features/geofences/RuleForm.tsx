// One alarm rule: what it watches for, whom, where, when, how pressing.
import { ActionIcon, Button, Chip, Group, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type NewRule, needsGeofences, type Rule, RULE_KINDS, type RuleKind } from "../../../domain/alarm/rule.ts";
import { SEVERITIES } from "../../../domain/alarm/severity.ts";
import type { Geofence } from "../../../domain/geofence/geofence.ts";
import { VEHICLE_KIND_KEYS, VEHICLE_KINDS } from "../../../domain/vehicle-kind.ts";
import { useFormats, usePreference, useServices, useSession } from "../../app/use-services.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { unitOptions } from "../admin/unit-options.ts";
import classes from "./Geofences.module.css";
import { FIGURES, figureOf, freshCondition, withFigure } from "./rule-draft.ts";
import { Refusal, reasonsOf } from "./Refusal.tsx";
import { useRules, useUnits } from "./use-geofences.ts";

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const SECONDS_PER_MINUTE = 60;

export interface RuleFormProps {
  /** null = a new one. */
  ruleId: number | null;
  areas: readonly Geofence[];
  onSaved(id: number): void;
  onClose(): void;
}

export function RuleForm(props: RuleFormProps) {
  const rules = useRules();
  const units = useUnits();
  const stored = rules.data?.find(({ id }) => id === props.ruleId) ?? null;
  if ((props.ruleId !== null && stored === null) || !units.data) return <Refusal error={rules.error ?? units.error} />;
  return <LoadedForm {...props} stored={stored} unitId={units.data[0]?.id ?? 0} />;
}

const fresh = (unitId: number): NewRule => ({
  name: "",
  unitId,
  condition: freshCondition("speeding"),
  severity: "medium",
  enabled: true,
  vehicleKinds: [],
  vehicleIds: [],
  geofenceGroup: null,
  geofenceIds: [],
  schedule: null,
  escalateAfterSeconds: null,
});

const withoutId = ({ id: _id, ...rule }: Rule): NewRule => rule;

function LoadedForm({
  ruleId,
  stored,
  unitId,
  areas,
  onSaved,
  onClose,
}: RuleFormProps & { stored: Rule | null; unitId: number }) {
  const { t } = useFormats();
  const { api } = useServices();
  const { permissions } = useSession();
  const queryClient = useQueryClient();
  const language = usePreference((state) => state.language);
  const units = useUnits().data ?? [];
  const [rule, setRule] = useState<NewRule>(stored ? withoutId(stored) : fresh(unitId));
  const [deleting, setDeleting] = useState(false);
  const patch = (change: Partial<NewRule>): void => setRule((before) => ({ ...before, ...change }));
  const { condition } = rule;
  const save = useMutation({
    mutationFn: () =>
      ruleId === null
        ? api.call("createRule", { body: rule })
        : api.call("changeRule", { params: { id: ruleId }, body: rule }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ["rules"] });
      onSaved(saved.id);
    },
  });
  const remove = useMutation({
    mutationFn: () => api.call("deleteRule", { params: { id: ruleId ?? 0 } }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ["rules"] });
      onClose();
    },
  });
  const reasons = reasonsOf(t, save.error);
  const errorOf = (field: string): string | undefined => reasons.find(([path]) => path.startsWith(field))?.[1];
  const readOnly = !permissions.includes("rule:write");
  const groups = [...new Set(areas.flatMap(({ group }) => group ?? []))];
  const shift = rule.schedule?.shifts[0];
  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.formHead}>
        <h2>{ruleId === null ? t("rules.new") : (stored?.name ?? "")}</h2>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("form.close")} onClick={onClose}>
          <IconX size={18} stroke={1.8} />
        </ActionIcon>
      </div>
      <div className={classes.fields}>
        <TextInput
          label={t("rules.name")}
          required
          maxLength={120}
          value={rule.name}
          error={errorOf("name")}
          onChange={({ currentTarget: { value } }) => patch({ name: value })}
        />
        <Select
          label={t("rules.kind")}
          searchable
          allowDeselect={false}
          data={RULE_KINDS.map((value) => ({ value, label: t(`alarms.kind.${value}`) }))}
          value={condition.kind}
          onChange={(value) => {
            const kind: RuleKind | undefined = RULE_KINDS.find((one) => one === value);
            if (kind) patch({ condition: freshCondition(kind) });
          }}
        />
        <p className={classes.quiet}>{t(`rules.about.${condition.kind}`)}</p>
        {FIGURES[condition.kind].map((figure) => (
          <NumberInput
            key={`${condition.kind}${figure.name}`}
            label={t(`rules.figure.${figure.name}`)}
            min={figure.min}
            max={figure.max}
            value={figureOf(condition, figure) ?? ""}
            error={errorOf(`condition.${figure.name}`)}
            onChange={(value) => patch({ condition: withFigure(condition, figure, value) })}
          />
        ))}
        {needsGeofences(condition.kind) ? (
          <>
            <Select
              label={t("rules.areaGroup")}
              clearable
              searchable
              data={groups}
              value={rule.geofenceGroup}
              onChange={(geofenceGroup) => patch({ geofenceGroup })}
            />
            <MultiSelect
              label={t("rules.areas")}
              searchable
              data={areas.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={rule.geofenceIds.map(String)}
              error={errorOf("geofenceIds")}
              onChange={(ids) => patch({ geofenceIds: ids.map(Number) })}
            />
          </>
        ) : null}
        <Select
          label={t("rules.severity")}
          allowDeselect={false}
          data={SEVERITIES.map((value) => ({ value, label: t(`sound.severity.${value}`) }))}
          value={rule.severity}
          onChange={(value) => patch({ severity: SEVERITIES.find((one) => one === value) ?? "medium" })}
        />
        <Select
          label={t("geofences.unit")}
          searchable
          allowDeselect={false}
          data={unitOptions(units)}
          value={String(rule.unitId)}
          error={errorOf("unitId")}
          onChange={(value) => patch({ unitId: Number(value) })}
        />
        <MultiSelect
          label={t("geofences.kinds")}
          placeholder={rule.vehicleKinds.length === 0 ? t("geofences.allKinds") : ""}
          searchable
          data={VEHICLE_KIND_KEYS.map((value) => ({ value, label: VEHICLE_KINDS[value][language] }))}
          value={rule.vehicleKinds}
          onChange={(values) => patch({ vehicleKinds: VEHICLE_KIND_KEYS.filter((kind) => values.includes(kind)) })}
        />
        <fieldset className={classes.hours}>
          <legend>{t(condition.kind === "out-of-hours" ? "rules.allowedHours" : "rules.hours")}</legend>
          <Chip.Group
            multiple
            value={(shift?.days ?? []).map(String)}
            onChange={(days) =>
              patch({
                schedule:
                  days.length === 0
                    ? null
                    : {
                        holidays: rule.schedule?.holidays ?? "ignore",
                        shifts: [
                          {
                            from: shift?.from ?? "08:00",
                            to: shift?.to ?? "17:00",
                            days: days.map(Number).toSorted((a, b) => a - b),
                          },
                        ],
                      },
              })
            }
          >
            <Group gap={4}>
              {DAYS.map((day) => (
                <Chip key={day} size="xs" value={String(day)}>
                  {t(`rules.day.${day}`)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          {shift ? (
            <Group gap="xs" grow>
              {(["from", "to"] as const).map((edge) => (
                <TextInput
                  key={edge}
                  type="time"
                  label={t(`rules.${edge}`)}
                  value={shift[edge]}
                  onChange={({ currentTarget: { value } }) =>
                    patch({
                      schedule: {
                        holidays: rule.schedule?.holidays ?? "ignore",
                        shifts: [{ ...shift, [edge]: value }],
                      },
                    })
                  }
                />
              ))}
            </Group>
          ) : null}
          {errorOf("schedule") === undefined ? null : (
            <p role="alert" className={classes.fault}>
              {errorOf("schedule")}
            </p>
          )}
        </fieldset>
        <NumberInput
          label={t("rules.escalate")}
          min={1}
          max={10_080}
          value={rule.escalateAfterSeconds === null ? "" : rule.escalateAfterSeconds / SECONDS_PER_MINUTE}
          onChange={(value) =>
            patch({ escalateAfterSeconds: value === "" ? null : Math.round(Number(value) * SECONDS_PER_MINUTE) })
          }
        />
        {save.isError && reasons.length === 0 ? <Refusal error={save.error} /> : null}
        {readOnly ? null : (
          <Group justify="space-between">
            {ruleId === null ? (
              <span />
            ) : (
              <Button variant="subtle" color="red" onClick={() => setDeleting(true)}>
                {t("geofences.delete")}
              </Button>
            )}
            <Button type="submit" loading={save.isPending}>
              {t("geofences.save")}
            </Button>
          </Group>
        )}
      </div>
      <ConfirmDialog
        opened={deleting}
        title={t("rules.deleteTitle", { name: rule.name })}
        body={t("rules.deleteBody")}
        action={t("geofences.delete")}
        isWorking={remove.isPending}
        failure={remove.error}
        onConfirm={() => remove.mutate()}
        onCancel={() => setDeleting(false)}
      />
    </form>
  );
}
