// English: refused messages, why, and what to do about each reason.
import type { AdministrationWording } from "../administration-wording.ts";

export const adminRejections: AdministrationWording["adminRejections"] = {
  label: "Rejections",
  column: {
    reason: "Reason",
    device: "Device",
    principal: "User name",
    topic: "Topic",
    field: "Field",
    count: "Count",
    first: "First",
    last: "Last",
  },
  unknownDevice: "Unregistered sender",
  empty: {
    title: "Nothing was refused",
    body: "All messages are accepted. When one is refused, the reason appears here.",
  },
  more: "The newest {{count}} records are shown; for older ones open the list of one device.",
  summary: "Last 24 hours by reason",
  summaryItem: "{{reason}}: {{count}} messages",
  what: "What happened?",
  todo: "What to do?",
  payload: "Beginning of the last message",
  payloadBytes: "{{shown}} of {{total}} bytes shown",
  noPayload: "The message was empty.",
  text: "Text",
  hex: "Hexadecimal",
  showAs: "Show as",
  openDevice: "Open the device",
  all: "Open all on the rejections screen",
  none: "Nothing of this device was refused.",
  reason: {
    topic_foreign: {
      title: "Topic of another device",
      action: "The key in the topic must be the device's own: check its settings.",
    },
    topic_wildcard: { title: "Wildcard in the topic", action: "Topics cannot hold + or #; write the whole name." },
    topic_system: {
      title: "System topic",
      action: "Nobody may publish to topics that begin with $; correct the name.",
    },
    topic_unknown: {
      title: "Unknown topic",
      action: "Write the topic as the format says, for example kentiz/<key>/position.",
    },
    topic_too_deep: { title: "Topic too long", action: "Shorten the topic: at most 16 levels." },
    retain_not_allowed: {
      title: "Retained message",
      action: "Switch retain off in the device; only the status may be retained.",
    },
    will_not_allowed: { title: "Will not allowed", action: "A will may only go to the device's own status topic." },
    client_id_taken: {
      title: "Client identifier in use",
      action: "Give every device an identifier of its own; the user name will do.",
    },
    client_id_invalid: {
      title: "Client identifier not valid",
      action: "Make the device's client identifier the same as its user name.",
    },
    too_many_sessions: {
      title: "Too many sessions",
      action: "Check that the password is not used by several devices.",
    },
    credentials_wrong: {
      title: "User name or password wrong",
      action: "Check the password; if it is lost, make a new one on the device screen.",
    },
    device_revoked: {
      title: "Device is revoked",
      action: "If the device is still in use, register it anew and type in the new password.",
    },
    topic_ambiguous: {
      title: "Topic belongs to several integrations",
      action: "Let the topic filters of only one integration cover this topic: make them narrower.",
    },
    device_unknown: {
      title: "Device not registered",
      action:
        "The integration speaks of a device that is not registered: register it from the list of unknown devices.",
    },
    payload_empty: {
      title: "Empty message",
      action: "The device sends messages without content: check its software or settings.",
    },
    payload_too_large: { title: "Message too large", action: "Split batches into smaller parts." },
    payload_not_utf8: { title: "Text is not UTF-8", action: "Set the device to send UTF-8 text." },
    payload_not_json: {
      title: "Not readable as JSON",
      action: "Check that the message is JSON and the device is registered with the right format.",
    },
    payload_wrong_shape: {
      title: "Wrong shape of message",
      action: "Compare the format the device is registered with and the one it sends.",
    },
    payload_nested_too_deep: { title: "Nested too deeply", action: "Simplify the objects in the message." },
    payload_encrypted: {
      title: "Encrypted content",
      action: "Switch payload encryption off in the app; protect the connection with TLS.",
    },
    payload_simulated: {
      title: "Simulated data",
      action: "The sender marked the data as a trial; take the mark off for real use.",
    },
    field_missing: { title: "A needed field is missing", action: "Add the named field to the message." },
    field_wrong_type: {
      title: "Field of the wrong type",
      action: "Send the field as the type expected, for example numbers without quotes.",
    },
    field_out_of_range: { title: "Value out of range", action: "Check the unit and range of the field." },
    field_unknown: { title: "Unknown field", action: "Write the field as the format names it." },
    latitude_out_of_range: {
      title: "Latitude out of range",
      action: "Latitude lies between −90 and 90; latitude and longitude may be swapped.",
    },
    longitude_out_of_range: {
      title: "Longitude out of range",
      action: "Longitude lies between −180 and 180; latitude and longitude may be swapped.",
    },
    time_unreadable: {
      title: "Time not readable",
      action: "Send the time as ISO 8601 text, or as seconds or milliseconds.",
    },
    batch_too_long: { title: "Batch too long", action: "Put fewer records into one message." },
    birth_missing: { title: "Birth message missing", action: "The sender must publish its birth first; reconnect it." },
    sequence_gap: {
      title: "Gap in the sequence",
      action: "A message was lost on the way; the sender is asked for a new birth.",
    },
    too_many_datastreams: {
      title: "Too many kinds of measurement",
      action:
        "The device sends more names of measurements than expected: check that names do not change with every message.",
    },
    stored_value_refused: {
      title: "Value cannot be stored",
      action: "The message holds a character or value the database refuses: check the content.",
    },
    spool_expired: {
      title: "Waited too long",
      action: "The database was away for so long that the message could not be kept: see the system screen.",
    },
  },
};
