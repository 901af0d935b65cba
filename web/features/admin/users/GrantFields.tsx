// Roles of a user, each within a unit and everything below it, with what each may do in words.
import { ActionIcon, Button, Fieldset, Group, Select, Stack } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Grant, Role } from "../../../../domain/rights.ts";
import type { Unit } from "../../../../domain/unit.ts";
import { unitOptions } from "../unit-options.ts";
import classes from "./Users.module.css";

/** A right that is being put together may lack its unit. */
export interface GrantDraft {
  role: Role;
  unitId: number | undefined;
}

export interface GrantFieldsProps {
  grants: readonly GrantDraft[];
  units: readonly Unit[];
  errorOf: (index: number, field: keyof Grant) => string | undefined;
  onChange: (grants: GrantDraft[]) => void;
}

const isRole = (text: string | null): text is Role => Role.options.some((role) => role === text);

export function GrantFields({ grants, units, errorOf, onChange }: GrantFieldsProps) {
  const { t } = useTranslation();
  const options = unitOptions(units);
  const replace = (index: number, patch: Partial<GrantDraft>): void =>
    onChange(grants.map((grant, at) => (at === index ? { ...grant, ...patch } : grant)));
  const [onlyUnit, ...otherUnits] = units;

  return (
    <Fieldset legend={t("adminUsers.form.grants")}>
      <Stack gap="md">
        <p className={classes.quiet}>{t("adminUsers.form.grantsHint")}</p>
        {grants.map((grant, index) => (
          // Rows have no identity of their own; their order is what is stored.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={classes.grant}>
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <Select
                className={classes.role}
                label={t("adminUsers.form.role")}
                value={grant.role}
                allowDeselect={false}
                onChange={(role) => (isRole(role) ? replace(index, { role }) : undefined)}
                error={errorOf(index, "role")}
                data={Role.options.map((role) => ({ value: role, label: t(`adminUsers.role.${role}`) }))}
              />
              <Select
                className={classes.unit}
                label={t("adminUsers.form.unit")}
                value={grant.unitId === undefined ? null : String(grant.unitId)}
                onChange={(id) => replace(index, { unitId: id === null ? undefined : Number(id) })}
                error={errorOf(index, "unitId")}
                searchable
                data={options}
              />
              <ActionIcon
                mt={26}
                size={36}
                variant="subtle"
                color="gray"
                aria-label={t("adminUsers.form.removeGrant", { number: index + 1 })}
                onClick={() => onChange(grants.filter((_, at) => at !== index))}
              >
                <IconTrash size={18} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Group>
            <p className={classes.quiet}>{t(`adminUsers.roleHint.${grant.role}`)}</p>
          </div>
        ))}
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: "flex-start" }}
          leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />}
          onClick={() =>
            onChange([
              ...grants,
              { role: "dispatcher", unitId: otherUnits.length === 0 && onlyUnit ? onlyUnit.id : undefined },
            ])
          }
        >
          {t("adminUsers.form.addGrant")}
        </Button>
      </Stack>
    </Fieldset>
  );
}
