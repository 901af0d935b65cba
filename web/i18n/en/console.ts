// English: what goes with every screen: help, palette, saved views, notices, sound, password.
import type { Wording } from "../tr.ts";

export const help: Wording["help"] = {
  title: "Help and shortcuts",
  keys: "Shortcuts",
  singleKeys: "Single-key shortcuts on",
  singleKeysHint: "Switch them off if you use a screen reader or speech input.",
  key: "Key",
  does: "What it does",
  space: "Space",
  signs: "Vehicle signs",
  shortcut: {
    palette: "Open the command palette: vehicle, neighbourhood, screen, command",
    help: "Open this help",
    theme: "Light / dark appearance",
    notices: "Open the notices",
    views: "Open a saved view",
    search: "Go to search",
    deselect: "Close the topmost window, deselect",
    follow: "Follow the selected vehicle / stop",
    legend: "Open / close the legend",
    measure: "Measure distance and area",
    panel: "Show / hide the list",
    details: "Show / hide the vehicle details",
    arrows: "Move in the list",
    enter: "Select the vehicle in the list",
    tick: "Tick the vehicle in the list (Shift + arrow: tick on the way)",
    tickAll: "Tick all vehicles in the list",
    alarmStep: "Next / previous alarm",
    acknowledge: "Acknowledge the alarm (or the ticked ones)",
    acknowledgeNote: "Acknowledge with a note",
    alarmOnMap: "Show the alarm on the map",
    silence: "Silence for 5 minutes / sound on",
    openAlarm: "Open the alarm's details",
    tickAlarm: "Tick the alarm (Shift: everything between)",
    tickAllAlarms: "Tick all alarms of the list",
    replayToggle: "Play / pause",
    replayStep: "Previous / next position",
    replayLeap: "Five minutes back / ahead",
    replayRate: "Faster / slower",
    replayFollow: "Follow the vehicle in focus / let go",
    fold: "Fold / unfold a group in the list",
    mapArrows: "With the map focused: pan, zoom with + and −",
  },
  screen: {
    live: {
      intro:
        "Watch vehicles live. Every vehicle on the map is also in the list; everything can be reached by keyboard.",
      find: {
        title: "Find a vehicle",
        how: "Press / and type a plate, name, kind or unit; spaces and Turkish letters do not matter. Enter opens the first.",
      },
      filter: {
        title: "See only some vehicles",
        how: "Press the state buttons, choose kinds, group by unit or kind. The map follows the same filter.",
      },
      follow: { title: "Follow a vehicle", how: "Select it and press F. Moving the map by hand ends following." },
      many: {
        title: "Work with several vehicles",
        how: "Click with Ctrl or Shift, or tick with Space; the actions appear below the list.",
      },
      share: {
        title: "Share what you see",
        how: "The address holds the whole view: copy and send it, or save the view and open it with 1–9.",
      },
      wall: {
        title: "Wall display",
        how: "Open “Wall display” from the command palette: units take turns, the screen stays awake; Esc leaves.",
      },
      print: { title: "Print", how: "Choose “Print” in the command palette: map and vehicle list on A4 landscape." },
      stale: {
        title: "Is the data fresh?",
        how: "The bar below tells the connection; every vehicle shows the age of its position. Silent vehicles fade, they never vanish.",
      },
    },
    alarms: {
      intro:
        "What the rules found. An alarm is active while its condition lasts and unacknowledged until somebody has seen it; when both are over it is closed.",
      see: {
        title: "To look at an alarm",
        how: "Move with J and K, open with Enter; evidence and history stand beside it. G shows it on the map.",
      },
      acknowledge: {
        title: "To acknowledge",
        how: "A acknowledges, C asks for a note. It means “seen, I take care of it”; the sound ends for that alarm.",
      },
      many: {
        title: "To handle several at once",
        how: "Tick them with Space or Ctrl and click, then acknowledge, assign or shelve.",
      },
      shelve: { title: "To shelve", how: "Shelve an alarm whose reason is known for a time; it comes back by itself." },
      handover: {
        title: "To hand over the shift",
        how: "“Shift hand-over” gives all that is open or shelved in one list; print it or copy it as text.",
      },
      sound: {
        title: "Sound",
        how: "An unacknowledged alarm sounds again and again by severity. S silences for five minutes; settings are above the notices.",
      },
    },
    reports: {
      intro: "This screen adds up what the vehicles did. Screen, CSV, XLSX and PDF carry the same rows.",
      report: {
        title: "Making a report",
        how: "Choose report and period; narrow it down by unit or vehicle. Summary and engine hours can be split by day, week or month.",
      },
      outside: {
        title: "Finding use out of hours",
        how: "Choose working hours and days in that report; public and religious holidays count by themselves.",
      },
      drill: { title: "Looking into a sum", how: "Press a row: a vehicle opens its trips, a unit its vehicles." },
      files: {
        title: "Taking a file along",
        how: "CSV and XLSX hold all rows, PDF the first 2,000. Downloads are written to the audit log.",
      },
    },
    geofences: {
      intro: "Areas are drawn on the map here, and rules say what becomes an alarm.",
      draw: {
        title: "To draw an area",
        how: "Choose polygon, circle or corridor with “Draw an area”; click the corners, end with Enter, name and save it.",
      },
      hole: { title: "To leave a place out", how: "Open the polygon, press “Cut a hole” and draw what stays outside." },
      rule: {
        title: "To add a rule",
        how: "Under “Rules” choose when there is an alarm, how pressing it is, for which vehicles and areas.",
      },
      hours: { title: "To set days and hours", how: "Tick the days in the rule; with none ticked it always watches." },
    },
    history: {
      intro:
        "The past: up to eight vehicles together, or one minute of the whole fleet. Who looked at which past is written into the audit log.",
      replay: {
        title: "Watch a vehicle's day",
        how: "Choose the vehicle and the period, press Play. A press on the timeline, a trip or a stop goes to that moment.",
      },
      moment: {
        title: "Share a moment",
        how: "Pause and copy the link: whoever opens it sees the same vehicles at the same moment.",
      },
      fleet: {
        title: "Who was where at that minute?",
        how: "Choose “Whole fleet” and drag the time; each vehicle stands at its last position before it.",
      },
      area: {
        title: "Who was here?",
        how: "Draw an area, take that of the map, or type a coordinate and a radius; a press on a pass plays it.",
      },
      export: {
        title: "Take a file",
        how: "“Export” gives the period of the vehicle in focus as GPX, KML, GeoJSON or CSV.",
      },
    },
    admin: {
      intro: "Manage units, users, vehicles and devices.",
      record: {
        title: "Add or correct a record",
        how: "Choose the section on the left, open the record in the table or press the add button. A wrong field is marked and says what to do.",
      },
      device: {
        title: "Connect a device",
        how: "A new device shows its password only once; copy the QR code or the ready command into the device.",
      },
      import: {
        title: "Import many",
        how: "Import vehicles and devices from a CSV file: preview and row errors come first, then you confirm.",
      },
      refused: {
        title: "Find data that does not arrive",
        how: "The rejections section shows which message was refused and why, with its device.",
      },
    },
  },
};

export const palette: Wording["palette"] = {
  open: "Command palette",
  search: "Type a vehicle, neighbourhood, screen or command",
  nothing: "Nothing matches. Try another word.",
  vehicles: "Vehicles",
  places: "Neighbourhoods",
  commands: "Commands",
  views: "Saved views",
  screens: "Screens",
  theme: "Switch light / dark appearance",
  language: "Change language: Türkçe",
  fit: "Show all vehicles on the map",
  follow: "Follow the selected vehicle / stop",
  legend: "Open / close the legend",
  panel: "Show / hide the list",
  details: "Show / hide the vehicle details",
  wall: "Open the wall display",
  print: "Print map and list",
  more: "{{count}} more results; type more letters.",
};

export const views: Wording["views"] = {
  title: "Saved views",
  intro: "A view remembers where the map looks, filters, order and selection together.",
  name: "Name of the view",
  namePlaceholder: "For example: Night shift",
  nameMissing: "Give the view a name.",
  shortcut: "Shortcut key",
  noShortcut: "None",
  save: "Save this view",
  open: "Open",
  copy: "Copy link: {{name}}",
  update: "Update to the present view: {{name}}",
  delete: "Delete: {{name}}",
  deleted: "“{{name}}” deleted",
  saved: "“{{name}}” saved",
  copied: "Link copied",
  updated: "“{{name}}” updated to the present view",
  undo: "Undo",
  empty: "No saved views yet. Arrange map and filters, then save above.",
  failed: "The view could not be changed",
  loadFailed: "Views could not be loaded",
  noneOnKey: "No view is saved on key {{key}}",
};

export const notices: Wording["notices"] = {
  title: "Notices",
  open: "Notices",
  openUnread: "Notices: {{count}} unread",
  empty: "No notices. Changes of connection, rights and version appear here.",
  clear: "Clear all",
  sound: "Sound settings",
  lost: {
    title: "Connection lost",
    body: "The map shows the last known positions; the connection is tried again by itself.",
  },
  back: { title: "Connection restored", body: "It was gone for {{duration}}; missing positions have been filled in." },
  removed: {
    title: "{{count}} vehicles are no longer open to you",
    body: "{{labels}}. Your rights may have changed or the record was removed; ask your administrator if needed.",
  },
  andMore: "{{labels}} and {{count}} more",
  version: {
    title: "Kentiz has been updated",
    body: "Reload the page for the new version; your view is kept.",
    action: "Reload",
  },
  spooling: {
    title: "The server cannot reach its database",
    body: "Positions are queued, none is lost; the screen may lag.",
  },
  blocked: { title: "The server cannot store positions", body: "Devices keep their data; the screen may stay old." },
};

export const sound: Wording["sound"] = {
  title: "Sound settings",
  intro: "A lost connection and alarms are also told by sound. This setting holds for this computer.",
  on: "Sound on",
  volume: "Volume",
  severities: "Severities that sound",
  listen: "Listen",
  test: "Listen: {{severity}}",
  severity: { urgent: "Urgent", critical: "Critical", high: "High", medium: "Medium", low: "Low" },
  blocked: "The browser blocks sound",
  blockedHint: "To hear warnings press anywhere on the page, or use this button.",
  unlock: "Enable sound",
  unsupported: "This browser cannot play sound; warnings appear on the screen only.",
};

export const password: Wording["password"] = {
  title: "Change password",
  temporary: "Your password is temporary: your administrator set it. Choose one that only you know before you go on.",
  hint: "Sessions of this user elsewhere end with the change.",
  current: "Present password",
  next: "New password",
  nextHint: "At least 10 characters. A few long, memorable words make a good password.",
  again: "New password (again)",
  currentMissing: "Type your present password.",
  tooShort: "The new password needs at least 10 characters.",
  differs: "The two are not the same.",
  wrong: "The present password is wrong.",
  unchanged: "The new password cannot be the present one.",
  submit: "Change password",
  done: "Your password has been changed",
};
