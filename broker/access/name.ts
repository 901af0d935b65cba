// Names that come from the wire (device keys, client ids) and end up in topics, Maps of aedes, log
// lines and rows. What could act as something else there is refused (CVE-2017-7650: "+" or "#" as a
// user name widened topic patterns; GHSA-52qw-whmv-87c5: names inherited from Object.prototype).

const MAX_KEY_LENGTH = 64;
const MAX_CLIENT_ID_LENGTH = 128;
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const DANGEROUS_IN_ID = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\uFFFD+#$]/u;

const isInherited = (name: string): boolean => name in Object.prototype;

/** Whether a user name can be a device key at all; anything else is not worth a query. */
export function isPossibleKey(username: string): boolean {
  return username.length <= MAX_KEY_LENGTH && KEY.test(username) && !isInherited(username);
}

/** Whether a client id is harmless. Slashes are: OwnTracks apps use "user/device". */
export function isSafeClientId(clientId: string): boolean {
  return clientId.length <= MAX_CLIENT_ID_LENGTH && !DANGEROUS_IN_ID.test(clientId) && !isInherited(clientId);
}

const UNPRINTABLE = /[\p{Cc}\p{Cs}]/gu;

/** Text from the wire as it may stand in a row: no control characters, not longer than `max`. */
export function printable(text: string, max: number): string {
  return text.slice(0, max).replace(UNPRINTABLE, "\uFFFD");
}
