// Signing in and out, and what people do for themselves: password, saved views, API tokens.
import { ApiToken, CreatedApiToken, NewApiToken } from "../api-token.ts";
import { NewSavedView, SavedView, SavedViewChange } from "../saved-view.ts";
import { Credentials, PasswordChange, Session } from "../user.ts";
import { Id, listOf, route } from "./route.ts";

export const sessionRoutes = {
  signIn: route({
    method: "POST",
    path: "/api/session",
    summary: "Sign in; sets the session cookie",
    permission: "public",
    body: Credentials,
    status: 200,
    response: Session,
  }),
  getSession: route({
    method: "GET",
    path: "/api/session",
    summary: "Who is signed in",
    permission: null,
    status: 200,
    response: Session,
  }),
  signOut: route({
    method: "DELETE",
    path: "/api/session",
    summary: "Sign out",
    permission: null,
    status: 204,
    response: null,
  }),
  changeOwnPassword: route({
    method: "POST",
    path: "/api/session/password",
    summary: "Change the own password; every other session of this user ends",
    permission: null,
    body: PasswordChange,
    status: 204,
    response: null,
  }),

  listViews: route({
    method: "GET",
    path: "/api/views",
    summary: "Saved views of the signed-in user, in order of name",
    permission: null,
    status: 200,
    response: listOf(SavedView),
  }),
  createView: route({
    method: "POST",
    path: "/api/views",
    summary: "Save a view; at most 50 per user",
    permission: null,
    body: NewSavedView,
    status: 201,
    response: SavedView,
  }),
  changeView: route({
    method: "PATCH",
    path: "/api/views/{id}",
    summary: "Rename a view, change where it leads or its shortcut",
    permission: null,
    params: Id,
    body: SavedViewChange,
    status: 200,
    response: SavedView,
  }),
  deleteView: route({
    method: "DELETE",
    path: "/api/views/{id}",
    summary: "Forget a view",
    permission: null,
    params: Id,
    status: 204,
    response: null,
  }),

  listTokens: route({
    method: "GET",
    path: "/api/tokens",
    summary: "API tokens of the signed-in user",
    permission: null,
    status: 200,
    response: listOf(ApiToken),
  }),
  createToken: route({
    method: "POST",
    path: "/api/tokens",
    summary: "Create an API token with the rights of the signed-in user; the answer holds it, only this once",
    permission: null,
    body: NewApiToken,
    status: 201,
    response: CreatedApiToken,
  }),
  revokeToken: route({
    method: "DELETE",
    path: "/api/tokens/{id}",
    summary: "Revoke an API token; it stops working at once",
    permission: null,
    params: Id,
    status: 204,
    response: null,
  }),
} as const;
