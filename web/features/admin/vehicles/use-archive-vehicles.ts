// Archiving and bringing back, with a way to undo.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Vehicle, vehicleLabel } from "../../../../domain/vehicle.ts";
import { problemText } from "../../../api/problem-text.ts";
import { useServices } from "../../../app/use-services.ts";
import { showNotice } from "../notices.ts";
import { showUndoNotice } from "../show-undo-notice.tsx";

export function useArchiveVehicles(): (vehicles: readonly Vehicle[], archived: boolean) => void {
  const { api } = useServices();
  const { t } = useTranslation();
  const queryClient = useQueryClient();

  const change = useMutation({
    mutationFn: async ({ vehicles, archived }: { vehicles: readonly Vehicle[]; archived: boolean }) => {
      for (const { id } of vehicles) await api.call("changeVehicle", { params: { id }, body: { archived } });
    },
    // Even half of it may have happened.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["vehicles"] }),
    onError: (error) => {
      const { title, action } = problemText(t, error);
      showNotice(`${title}. ${action}`, { failed: true });
    },
  });

  function textOf(vehicles: readonly Vehicle[], archived: boolean): string {
    const [first] = vehicles;
    if (vehicles.length !== 1 || !first) return t("adminVehicles.archivedMany", { count: vehicles.length });
    const name = vehicleLabel(first);
    return archived ? t("adminVehicles.archivedNow", { name }) : t("adminVehicles.restoredNow", { name });
  }

  return (vehicles, archived) => {
    change.mutate(
      { vehicles, archived },
      {
        onSuccess: () =>
          showUndoNotice(textOf(vehicles, archived), t("form.undo"), () =>
            change.mutate({ vehicles, archived: !archived }, { onSuccess: () => showNotice(t("form.undone")) }),
          ),
      },
    );
  };
}
