// A box to tick without words beside it, with room enough for a finger around it (WCAG 2.5.8).
import { Checkbox, type CheckboxProps } from "@mantine/core";
import classes from "./DataTable.module.css";

export function TickBox(props: CheckboxProps & { "aria-label": string }) {
  return (
    // The control is inside the component, which the rule cannot see.
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control
    <label className={classes.tick}>
      <Checkbox size="xs" {...props} />
    </label>
  );
}
