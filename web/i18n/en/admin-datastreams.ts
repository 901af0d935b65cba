// English: what a device measures.
import type { AdministrationWording } from "../administration-wording.ts";

export const adminDatastreams: AdministrationWording["adminDatastreams"] = {
  label: "What the device measures",
  edit: "Edit",
  editOne: "Edit: {{name}}",
  hidden: "hidden",
  never: "no value yet",
  overdue: "overdue",
  day: "{{name}}: last 24 hours",
  yes: "yes",
  no: "no",
  percent: "{{value}}%",
  flag: {
    future: "The time of the value lies in the future: check the clock of the device.",
    ancient: "The time of the value is very old: check the clock of the device.",
    received_time: "The device sent no time; the time of arrival was taken.",
  },
  empty: {
    title: "This device has measured nothing yet",
    native:
      "Publish values such as temperature, filling level or air quality to this topic with QoS 1; they appear here with the first one.",
    foreign:
      "Values appear here by themselves when the device sends them. Watch what arrives in the tab Live messages.",
  },
  form: {
    name: "Name",
    property: "Observed property",
    propertyHint: "In small letters, for example temperature or pm10.",
    unit: "Unit of measurement",
    unitHint: "UCUM code, for example Cel, %, ug/m3. Leave empty if unknown.",
    interval: "Expected interval (seconds)",
    intervalHint: "Overdue when no value comes for twice this time. Empty: not checked.",
    hidden: "Hide in lists and charts",
  },
};
