// How long ago something was, ticking by itself; the exact time on hover.
import { useFormats, useServerNow } from "../../app/use-services.ts";
import { ageText } from "../../lib/duration-text.ts";

export function Age({ at, never }: { at: string | null; never: string }) {
  const { t, time } = useFormats();
  const now = useServerNow();
  if (at === null) return <span>{never}</span>;
  const instant = Date.parse(at);
  return (
    <time dateTime={at} title={time.dateTime(instant)}>
      {t("format.ago", { age: ageText(t, (now - instant) / 1000) })}
    </time>
  );
}
