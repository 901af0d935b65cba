// A plate while it is being typed: capitals and spaces fall into place, nothing typed is lost.

/** "35abc1" → "35 ABC 1"; text that is no beginning of a plate is only upper-cased. */
export function plateDraft(text: string): string {
  // Dotted and dotless i are both the letter I here; a locale would make İ of one of them.
  const letters = text.replace(/[ıİi]/g, "I").toUpperCase();
  const match = /^(\d{1,2})([A-Z]{0,3})(\d{0,5})$/.exec(letters.replace(/[\s.-]/g, ""));
  if (!match) return letters;
  return match
    .slice(1)
    .filter((part) => part !== "")
    .join(" ");
}
