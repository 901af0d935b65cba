// The query part of console addresses: plain, readable, commas kept (`?c=38.385,27.12`), no quotes
// and no JSON. Each route gives the strings their meaning in its validateSearch.

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

const encode = (text: string): string => encodeURIComponent(text).replaceAll("%2C", ",");

export function stringifySearch(search: Record<string, unknown>): string {
  const parts = Object.entries(search).flatMap(([name, value]) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? [`${encode(name)}=${encode(String(value))}`]
      : [],
  );
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
