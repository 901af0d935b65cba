// Grey lines where rows will be; only when the answer takes a while.
import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAfter } from "../use-after.ts";
import classes from "./DataTable.module.css";

const LINES = Array.from({ length: 8 }, (_, index) => index);

export function TableSkeleton() {
  const { t } = useTranslation();
  const visible = useAfter(true);
  return (
    <div className={classes.skeleton} role="status">
      <span className="visually-hidden">{t("shell.loading")}</span>
      {visible ? LINES.map((line) => <Skeleton key={line} height={20} radius="sm" />) : null}
    </div>
  );
}
