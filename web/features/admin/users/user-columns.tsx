// Columns of the user table.
import type { TFunction } from "i18next";
import { Role } from "../../../../domain/rights.ts";
import type { Unit } from "../../../../domain/unit.ts";
import type { UserAccount } from "../../../../domain/user.ts";
import type { TimeFormat } from "../../../lib/time-format.ts";
import type { TableColumn } from "../../../ui/table/table-column.ts";
import { UserStateSign } from "./UserStateSign.tsx";
import { USER_STATES, userStateOf } from "./user-state.ts";

export function userColumns(t: TFunction, time: TimeFormat, units: readonly Unit[]): TableColumn<UserAccount>[] {
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  const rolesOf = ({ grants }: UserAccount): string =>
    grants
      .map(({ role, unitId }) =>
        t("adminUsers.grant", { role: t(`adminUsers.role.${role}`), unit: unitNames.get(unitId) ?? `#${unitId}` }),
      )
      .join(", ");
  return [
    {
      id: "ad",
      header: t("adminUsers.column.name"),
      value: ({ displayName }) => displayName,
      cell: ({ displayName }) => <strong>{displayName}</strong>,
      width: 170,
    },
    { id: "kullanici", header: t("adminUsers.column.username"), value: ({ username }) => username, width: 140 },
    {
      id: "yetkiler",
      header: t("adminUsers.column.roles"),
      value: (user) => rolesOf(user) || t("adminUsers.noRoles"),
      width: 240,
      grow: 3,
    },
    {
      id: "gorev",
      header: t("adminUsers.column.role"),
      value: ({ grants }) => strongestRole(grants),
      text: ({ grants }) => {
        const role = strongestRole(grants);
        return role === null ? "" : t(`adminUsers.role.${role}`);
      },
      width: 130,
      optional: true,
      filter: {
        options: Role.options.map((role) => ({ value: role, label: t(`adminUsers.role.${role}`) })),
        of: ({ grants }) => strongestRole(grants) ?? "",
      },
    },
    {
      id: "durum",
      header: t("adminUsers.column.state"),
      value: (user) => USER_STATES.indexOf(userStateOf(user)),
      text: (user) => t(`adminUsers.state.${userStateOf(user)}`),
      cell: (user) => <UserStateSign state={userStateOf(user)} />,
      width: 150,
      filter: {
        options: USER_STATES.map((state) => ({ value: state, label: t(`adminUsers.state.${state}`) })),
        of: userStateOf,
      },
    },
    {
      id: "oturum",
      header: t("adminUsers.column.lastSignIn"),
      value: ({ lastSignInAt }) => (lastSignInAt === null ? null : Date.parse(lastSignInAt)),
      text: ({ lastSignInAt }) =>
        lastSignInAt === null ? t("adminUsers.never") : time.dateTime(Date.parse(lastSignInAt)),
      width: 140,
    },
    {
      id: "eklendi",
      header: t("adminUsers.column.created"),
      value: ({ createdAt }) => Date.parse(createdAt),
      text: ({ createdAt }) => time.dateTime(Date.parse(createdAt)),
      width: 140,
      optional: true,
    },
  ];
}

const strongestRole = (grants: UserAccount["grants"]): Role | null =>
  Role.options.find((role) => grants.some((grant) => grant.role === role)) ?? null;
