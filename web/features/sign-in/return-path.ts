// Where to go after signing in: only ever a path of this console, never another site.

/** null = not a path of ours ("//evil.example", "https:…", "\\evil"), or the sign-in page itself. */
export function safeReturnPath(value: unknown): string | null {
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value) || value.startsWith("/giris")) return null;
  return value;
}
