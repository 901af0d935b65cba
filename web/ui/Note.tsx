// A boxed sentence that must not be overlooked.
import { IconAlertTriangle, IconKey } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Note.module.css";

export interface NoteProps {
  /** "secret": something is shown once; "failure" is announced. */
  tone: "secret" | "failure";
  title: string;
  children?: ReactNode;
}

export function Note({ tone, title, children }: NoteProps) {
  const Icon = tone === "secret" ? IconKey : IconAlertTriangle;
  return (
    <div className={classes.note} data-tone={tone} role={tone === "failure" ? "alert" : undefined}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div>
        <strong>{title}</strong>
        {children === undefined ? null : <p>{children}</p>}
      </div>
    </div>
  );
}
