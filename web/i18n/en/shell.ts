// English: frame of the console, sign-in, errors.
import type { Wording } from "../tr.ts";

export const shell: Wording["shell"] = {
  productName: "Kentiz",
  productLine: "City vehicles, live",
  skipToContent: "Skip to content",
  navigation: "Main navigation",
  pageTitle: "{{page}} · Kentiz",
  menu: "Menu",
  live: "Live",
  administration: "Settings",
  liveTitle: "Live map",
  signInTitle: "Sign in",
  loading: "Loading",
  retry: "Try again",
  close: "Close",
  notice: "Notice",
  notFound: {
    title: "Page not found",
    body: "There is no screen at this address. The link may be old.",
    action: "Go to the live map",
  },
  crash: {
    title: "The screen stopped unexpectedly",
    body: "Your data is on the server; nothing is lost. Reload the screen. If it happens again, give your administrator this detail: {{detail}}",
    action: "Reload the screen",
  },
};

export const userMenu: Wording["userMenu"] = {
  open: "User menu: {{name}}",
  signedInAs: "Signed in as {{username}}",
  language: "Language",
  theme: "Appearance",
  themeAuto: "System",
  themeLight: "Light",
  themeDark: "Dark",
  version: "Version {{version}}",
  switchUser: "Switch user",
  signOut: "Sign out",
};

export const signIn: Wording["signIn"] = {
  title: "Sign in",
  username: "User name",
  password: "Password",
  showPassword: "Show password",
  hidePassword: "Hide password",
  capsLock: "Caps Lock is on.",
  submit: "Sign in",
  usernameMissing: "Type your user name.",
  passwordMissing: "Type your password.",
  wrong: "User name or password is wrong. Check the spelling and Caps Lock, then try again.",
  tooMany: "Too many failed attempts. You can try again in {{wait}}.",
  tooManyOver: "You can try again now.",
  submitBlocked: "Wait {{wait}}",
  again: "Sign in again",
  expiredHere:
    "Your session has ended. Sign in as {{name}} to carry on where you were; what you have typed is still here.",
  leave: "Leave (what you have typed is lost)",
  switchTitle: "Switch user",
  switchHint:
    "{{name}} is signed in now. When another person signs in, this screen starts afresh with their rights; unsaved input is lost.",
  forgotten: "Forgot your password? Your administrator can set a new one.",
};

export const problem: Wording["problem"] = {
  network: { title: "The server could not be reached", action: "Check your network connection and try again." },
  unreadable: {
    title: "The server's answer could not be understood",
    action: "The server may have been updated: reload the page.",
  },
  unknown: {
    title: "The server refused the request",
    action: "Try again; if it happens again, tell your administrator (code: {{code}}).",
  },
  byCode: {
    input_invalid: { title: "Some of the input is wrong", action: "Correct the marked fields and try again." },
    json_unreadable: { title: "The request could not be read", action: "Reload the page and try again." },
    not_signed_in: { title: "You are not signed in", action: "Sign in again." },
    credentials_wrong: { title: "User name or password is wrong", action: "Check the spelling and try again." },
    forbidden: {
      title: "You do not have the right to do this",
      action: "Ask your administrator for it if you need it.",
    },
    origin_foreign: {
      title: "The request came from another address and was refused",
      action: "Open Kentiz at its own address.",
    },
    not_found: { title: "Not found", action: "It may have been deleted or lie outside your units." },
    method_not_allowed: { title: "This action is not supported", action: "Reload the page and try again." },
    conflict: { title: "It was changed in the meantime", action: "Reload the page to see the present state." },
    plate_taken: { title: "This plate belongs to another vehicle", action: "Check the plate or open that vehicle." },
    code_taken: { title: "This machine code is taken", action: "Type another code." },
    username_taken: { title: "This user name is taken", action: "Choose another name." },
    assignment_overlap: { title: "The device serves another vehicle at that time", action: "Correct the start time." },
    last_administrator: {
      title: "The last administrator cannot lose the role",
      action: "Appoint another administrator first.",
    },
    unit_not_empty: { title: "The unit is not empty", action: "Move its units and vehicles first." },
    unit_is_root: { title: "The topmost unit cannot be moved or deleted", action: "You can only rename it." },
    unit_cycle: { title: "A unit cannot be moved below itself", action: "Choose another parent unit." },
    own_account: { title: "This cannot be done to your own account", action: "Ask another administrator." },
    shortcut_taken: { title: "Another view has this shortcut", action: "Choose another digit." },
    too_many: { title: "The upper limit is reached", action: "Delete what you no longer use first." },
    body_too_large: { title: "Too much data was sent", action: "Send it in smaller parts." },
    media_type_unsupported: { title: "This kind of data is not supported", action: "Reload the page and try again." },
    too_many_attempts: { title: "Too many attempts", action: "Wait a moment and try again." },
    internal: {
      title: "Something failed on the server",
      action: "Try again; if it happens again, tell your administrator.",
    },
    database_unavailable: {
      title: "The server cannot reach its database",
      action: "Try again in a few seconds; no data is lost.",
    },
  },
};

export const format: Wording["format"] = {
  unknown: "unknown",
  seconds: "{{count}} s",
  minutes: "{{count}} min",
  hours: "{{count}} h",
  days: "{{count}} d",
  hoursMinutes: "{{hours}} h {{minutes}} min",
  ago: "{{age}} ago",
  speed: "{{value}} km/h",
  kilometres: "{{value}} km",
  metres: "{{value}} m",
  percent: "{{value}}%",
  colours: {
    white: "white",
    silver: "light grey",
    grey: "grey",
    black: "black",
    red: "red",
    orange: "orange",
    yellow: "yellow",
    green: "green",
    turquoise: "turquoise",
    blue: "blue",
    purple: "purple",
    pink: "pink",
    brown: "brown",
  },
  directions: {
    n: "north",
    ne: "north-east",
    e: "east",
    se: "south-east",
    s: "south",
    sw: "south-west",
    w: "west",
    nw: "north-west",
  },
};
