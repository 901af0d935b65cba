// The photo of a vehicle: shown, chosen, removed.
import { Button, FileButton, Group } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Vehicle, vehicleLabel } from "../../../../domain/vehicle.ts";
import { problemText } from "../../../api/problem-text.ts";
import { useServices } from "../../../app/use-services.ts";
import { showNotice } from "../notices.ts";
import classes from "./Vehicles.module.css";

const MAX_BYTES = 2 * 1024 * 1024;
const TYPES = "image/jpeg,image/png,image/webp";

export function VehiclePhoto({ vehicle }: { vehicle: Vehicle }) {
  const { api } = useServices();
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const path = `/api/vehicles/${vehicle.id}/photo`;
  // A new number makes the browser ask again for a picture under the same address.
  const [edition, setEdition] = useState(0);
  const [tooLarge, setTooLarge] = useState(false);
  const change = useMutation({
    mutationFn: (file: File | null) => api.sendFile(file === null ? "DELETE" : "PUT", path, file),
    onSuccess: async (_, file) => {
      setEdition((before) => before + 1);
      await queryClient.invalidateQueries({ queryKey: ["vehicles"] });
      showNotice(t(file === null ? "adminVehicles.photo.removed" : "form.saved"));
    },
  });
  const problem = change.error ? problemText(t, change.error) : null;

  function choose(file: File | null): void {
    setTooLarge(file !== null && file.size > MAX_BYTES);
    if (file !== null && file.size <= MAX_BYTES) change.mutate(file);
  }

  return (
    <section aria-label={t("adminVehicles.photo.title")} className={classes.photo}>
      {vehicle.hasPhoto ? (
        <img
          className={classes.picture}
          src={`${path}?v=${edition}`}
          alt={t("adminVehicles.photo.alt", { name: vehicleLabel(vehicle) })}
        />
      ) : (
        <div className={classes.noPicture}>
          <IconPhoto size={24} stroke={1.4} aria-hidden />
          {t("adminVehicles.photo.none")}
        </div>
      )}
      <div>
        <Group gap="xs">
          <FileButton accept={TYPES} onChange={choose}>
            {(props) => (
              <Button {...props} variant="default" size="xs" loading={change.isPending}>
                {t(vehicle.hasPhoto ? "adminVehicles.photo.change" : "adminVehicles.photo.choose")}
              </Button>
            )}
          </FileButton>
          {vehicle.hasPhoto ? (
            <Button variant="subtle" color="gray" size="xs" onClick={() => change.mutate(null)}>
              {t("adminVehicles.photo.remove")}
            </Button>
          ) : null}
        </Group>
        <p className={classes.rules}>{t("adminVehicles.photo.rules")}</p>
        <div role="alert" className={classes.failure}>
          {tooLarge ? t("adminVehicles.photo.tooLarge") : problem ? `${problem.title}. ${problem.action}` : ""}
        </div>
      </div>
    </section>
  );
}
