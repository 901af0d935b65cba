// One message in the middle of a space: nothing here, something failed, what to do next.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./MessagePanel.module.css";

export interface MessagePanelProps {
  icon?: ReactNode;
  title: string;
  body: string;
  action?: { label: string; onClick: () => void };
  /** Failures are announced. */
  tone?: "plain" | "failure";
  headingLevel?: 1 | 2 | 3;
}

export function MessagePanel({ icon, title, body, action, tone = "plain", headingLevel = 2 }: MessagePanelProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className={classes.panel} role={tone === "failure" ? "alert" : undefined}>
      {icon}
      <Heading className={classes.title}>{title}</Heading>
      <p className={classes.body}>{body}</p>
      {action ? (
        <Button variant="default" onClick={action.onClick}>
          {action.label}
        </Button>
      ) : null}
    </div>
  );
}
