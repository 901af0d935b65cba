// One named fact about the selected vehicle.
import type { ReactNode } from "react";
import classes from "./SelectionDetails.module.css";

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
