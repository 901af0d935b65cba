// Deletes an empty unit; otherwise says what is still in it.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Unit } from "../../../../domain/unit.ts";
import { ApiError } from "../../../api/api-error.ts";
import { useFormats, useServices } from "../../../app/use-services.ts";
import { ConfirmDialog } from "../../../ui/ConfirmDialog.tsx";
import classes from "../Admin.module.css";
import { showNotice } from "../notices.ts";

export function DeleteUnit({ unit, onDeleted }: { unit: Unit; onDeleted: () => void }) {
  const { api } = useServices();
  const { t, number, language } = useFormats();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.call("deleteUnit", { params: { id: unit.id } }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ["units"] });
      showNotice(t("adminUnits.deleted", { name: unit.name }));
      onDeleted();
    },
    onError: (error) => {
      if (blockersOf(error).length > 0) setAsking(false);
    },
  });
  const blockers = blockersOf(remove.error);
  const what = new Intl.ListFormat(language).format(
    blockers.map(({ kind, count }) => t(`adminUnits.blocker.${kind}`, { count: number.whole(count) })),
  );
  return (
    <div className={classes.danger}>
      <Button variant="outline" color="red" onClick={() => setAsking(true)}>
        {t("adminUnits.delete")}
      </Button>
      <div role="alert" className={classes.failure}>
        {blockers.length > 0 ? t("adminUnits.blocked", { what }) : ""}
      </div>
      <ConfirmDialog
        opened={asking}
        title={t("adminUnits.confirmDelete.title")}
        body={t("adminUnits.confirmDelete.body", { name: unit.name })}
        action={t("adminUnits.confirmDelete.action")}
        isWorking={remove.isPending}
        failure={remove.error}
        onConfirm={() => remove.mutate()}
        onCancel={() => setAsking(false)}
      />
    </div>
  );
}

const blockersOf = (error: unknown) =>
  error instanceof ApiError && error.failure.kind === "problem" ? (error.failure.problem.blockers ?? []) : [];
