// People and their roles, for who administers them.
import { Role } from "../rights.ts";
import { CreatedUser, NewUser, PasswordReset, TemporaryPassword, UserAccount, UserChange } from "../user.ts";
import { Cursor, FlagFilter, Id, IdFilter, listOf, route, SearchText } from "./route.ts";

export const userRoutes = {
  listUsers: route({
    method: "GET",
    path: "/api/users",
    summary: "Users who hold a role in the user's scope",
    permission: "user:read",
    query: Cursor.extend({
      /** Part of user name or name. */
      q: SearchText,
      role: Role.optional(),
      /** Holding a role in this unit or below. */
      unitId: IdFilter,
      disabled: FlagFilter,
    }),
    status: 200,
    response: listOf(UserAccount),
  }),
  createUser: route({
    method: "POST",
    path: "/api/users",
    summary: "Create a user; without a password a temporary one is made and shown only in this answer",
    permission: "user:write",
    body: NewUser,
    status: 201,
    response: CreatedUser,
  }),
  getUser: route({
    method: "GET",
    path: "/api/users/{id}",
    summary: "One user",
    permission: "user:read",
    params: Id,
    status: 200,
    response: UserAccount,
  }),
  changeUser: route({
    method: "PATCH",
    path: "/api/users/{id}",
    summary: "Change name, roles, someone else's password, or lock a user",
    permission: "user:write",
    params: Id,
    body: UserChange,
    status: 200,
    response: UserAccount,
  }),
  resetPassword: route({
    method: "POST",
    path: "/api/users/{id}/password",
    summary: "Give another user a temporary password; all sessions and API tokens of that user end",
    permission: "user:write",
    params: Id,
    body: PasswordReset,
    status: 200,
    response: TemporaryPassword,
  }),
  deleteUser: route({
    method: "DELETE",
    path: "/api/users/{id}",
    summary: "Remove another user for good; what that user did stays in the audit log",
    permission: "user:write",
    params: Id,
    status: 204,
    response: null,
  }),
} as const;
