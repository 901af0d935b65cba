// The beginning of a refused message, as text or as bytes.
import { Code, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { Rejection } from "../../../../domain/rejection.ts";
import { useFormats } from "../../../app/use-services.ts";
import classes from "./Rejections.module.css";

const BYTES_PER_LINE = 16;

/** "7b2274…" → lines of sixteen bytes, two digits each. */
function hexLines(hex: string): string {
  const bytes = hex.match(/../g) ?? [];
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += BYTES_PER_LINE) {
    lines.push(bytes.slice(start, start + BYTES_PER_LINE).join(" "));
  }
  return lines.join("\n");
}

export function PayloadPreview({
  payload,
}: {
  payload: Pick<Rejection, "payloadStart" | "payloadHex" | "payloadBytes">;
}) {
  const { t, number } = useFormats();
  const [look, setLook] = useState("text");
  if (payload.payloadBytes === 0) return <p className={classes.quiet}>{t("adminRejections.noPayload")}</p>;
  return (
    <div className={classes.payload}>
      <SegmentedControl
        size="xs"
        aria-label={t("adminRejections.showAs")}
        value={look}
        onChange={setLook}
        data={[
          { value: "text", label: t("adminRejections.text") },
          { value: "hex", label: t("adminRejections.hex") },
        ]}
      />
      <Code block className={classes.bytes} tabIndex={0} role="region" aria-label={t("adminRejections.payload")}>
        {look === "text" ? payload.payloadStart : hexLines(payload.payloadHex)}
      </Code>
      <p className={classes.quiet}>
        {t("adminRejections.payloadBytes", {
          shown: number.whole(payload.payloadHex.length / 2),
          total: number.whole(payload.payloadBytes),
        })}
      </p>
    </div>
  );
}
