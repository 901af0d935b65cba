// Turkish registration plates: province 01–81, then 1 letter + 4–5 digits, 2 letters + 3–4 digits
// or 3 letters + 2–3 digits. Plates never carry Ç Ş İ Ö Ü Ğ nor Q W X.

const PLATE = /^(0[1-9]|[1-7]\d|8[01])(?:([A-PR-VYZ])(\d{4,5})|([A-PR-VYZ]{2})(\d{3,4})|([A-PR-VYZ]{3})(\d{2,3}))$/;

export const PLATE_INVALID = "plate_invalid";

export type PlateResult = { ok: true; plate: string } | { ok: false; reason: typeof PLATE_INVALID };

/** Normal form "35 ABC 123". Spaces and dashes are ignored. */
export function normalisePlate(input: string): PlateResult {
  // Upper-casing with the Turkish locale would turn i into İ, a letter plates do not have.
  const stripped = input.replace(/[\s.-]/g, "").toUpperCase();
  const match = PLATE.exec(stripped);
  if (!match) return { ok: false, reason: PLATE_INVALID };
  const letters = match[2] ?? match[4] ?? match[6];
  const digits = match[3] ?? match[5] ?? match[7];
  return { ok: true, plate: `${match[1]} ${letters} ${digits}` };
}
