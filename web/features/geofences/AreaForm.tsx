// One area: its shape in figures, whose it is, what holds in it.
import {
  ActionIcon,
  Autocomplete,
  Button,
  ColorInput,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  TextInput,
} from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { ShapeFault } from "../../../domain/geofence/check-shape.ts";
import { DEFAULT_EXIT_MARGIN_M, type Geofence, type GeofenceDetail } from "../../../domain/geofence/geofence.ts";
import type { GeofenceShape } from "../../../domain/geofence/shape.ts";
import { VEHICLE_KIND_KEYS, VEHICLE_KINDS, type VehicleKind } from "../../../domain/vehicle-kind.ts";
import { useFormats, usePreference, useServices, useSession } from "../../app/use-services.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { unitOptions } from "../admin/unit-options.ts";
import { Refusal, reasonsOf } from "./Refusal.tsx";
import classes from "./Geofences.module.css";
import type { DrawTool } from "./shape-geometry.ts";
import { useGeofences, useUnits } from "./use-geofences.ts";

export interface AreaFormProps {
  /** null = a new one. */
  areaId: number | null;
  /** What was drawn; null = as it is stored. */
  shape: GeofenceShape | null;
  fault: ShapeFault | null;
  drawing: boolean;
  onShape(shape: GeofenceShape): void;
  onTool(tool: DrawTool): void;
  onSaved(id: number): void;
  onClose(): void;
}

export function AreaForm(props: AreaFormProps) {
  const { areaId } = props;
  const { api } = useServices();
  const stored = useQuery({
    queryKey: ["geofence", areaId],
    queryFn: ({ signal }) => api.call("getGeofence", { params: { id: areaId ?? 0 } }, { signal }),
    enabled: areaId !== null,
  });
  if (areaId !== null && !stored.data) return <Refusal error={stored.error} />;
  return <LoadedForm {...props} stored={stored.data ?? null} />;
}

const toolOf = (shape: GeofenceShape | null): DrawTool =>
  shape?.type === "Circle" ? "circle" : shape?.type === "Corridor" ? "corridor" : "polygon";

function LoadedForm(props: AreaFormProps & { stored: GeofenceDetail | null }) {
  const { areaId, stored, drawing, fault, onShape, onTool, onSaved, onClose } = props;
  const { t } = useFormats();
  const { api } = useServices();
  const { permissions } = useSession();
  const queryClient = useQueryClient();
  const language = usePreference((state) => state.language);
  const units = useUnits().data ?? [];
  const areas: readonly Geofence[] = useGeofences().data ?? [];
  const [name, setName] = useState(stored?.name ?? "");
  const [unitId, setUnitId] = useState<string | null>(stored ? String(stored.unitId) : null);
  const [group, setGroup] = useState(stored?.group ?? "");
  const [colour, setColour] = useState(stored?.colour ?? "");
  const [limit, setLimit] = useState<number | string>(stored?.speedLimitKmh ?? "");
  const [kinds, setKinds] = useState<readonly VehicleKind[]>(stored?.vehicleKinds ?? []);
  const [marginM, setMarginM] = useState<number | string>(stored?.exitMarginM ?? DEFAULT_EXIT_MARGIN_M);
  const [minSeconds, setMinSeconds] = useState<number | string>(stored?.minVisitSeconds ?? 0);
  const [deleting, setDeleting] = useState(false);
  const shape = props.shape ?? stored?.shape ?? null;
  const readOnly = !permissions.includes("geofence:write");
  const unit = unitId ?? String(units[0]?.id ?? "");

  const save = useMutation({
    mutationFn: () => {
      const fields = {
        name,
        unitId: Number(unit),
        group: group.trim() === "" ? null : group.trim(),
        colour: colour === "" ? null : colour,
        speedLimitKmh: limit === "" ? null : Number(limit),
        vehicleKinds: [...kinds],
        exitMarginM: Number(marginM),
        minVisitSeconds: Number(minSeconds),
      };
      if (areaId === null) {
        if (shape === null) throw new Error("no shape");
        return api.call("createGeofence", { body: { ...fields, shape } });
      }
      return api.call("changeGeofence", {
        params: { id: areaId },
        body: { ...fields, ...(props.shape === null ? {} : { shape: props.shape }) },
      });
    },
    onSuccess: (saved) => {
      void queryClient.invalidateQueries({ queryKey: ["geofences"] });
      queryClient.setQueryData(["geofence", saved.id], saved);
      onSaved(saved.id);
    },
  });
  const remove = useMutation({
    mutationFn: () => api.call("deleteGeofence", { params: { id: areaId ?? 0 } }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ["geofences"] });
      onClose();
    },
  });
  const reasons = reasonsOf(t, save.error);
  const shapeReason = fault
    ? t(`form.reason.${fault.reason}`)
    : reasons.find(([path]) => path.startsWith("shape"))?.[1];
  const errorOf = (field: string): string | undefined => reasons.find(([path]) => path === field)?.[1];
  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.formHead}>
        <h2>{areaId === null ? t("geofences.new") : (stored?.name ?? "")}</h2>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("form.close")} onClick={onClose}>
          <IconX size={18} stroke={1.8} />
        </ActionIcon>
      </div>
      <div className={classes.fields}>
        <div>
          <p className={classes.label}>
            {shape === null ? t("geofences.shapeNeeded") : t(`geofences.shape.${shape.type}`)}
          </p>
          {shapeReason === undefined ? null : (
            <p role="alert" className={classes.fault}>
              {shapeReason}
            </p>
          )}
          {readOnly ? null : (
            <Group gap="xs">
              <Button size="sm" variant="default" disabled={drawing} onClick={() => onTool(toolOf(shape))}>
                {t(shape === null ? "geofences.draw" : "geofences.redraw")}
              </Button>
              {shape?.type === "Polygon" ? (
                <Button
                  size="sm"
                  variant="default"
                  disabled={drawing}
                  onClick={() => {
                    onShape(shape);
                    onTool("hole");
                  }}
                >
                  {t("geofences.addHole")}
                </Button>
              ) : null}
            </Group>
          )}
        </div>
        {shape?.type === "Circle" ? (
          <NumberInput
            label={t("geofences.radiusM")}
            min={5}
            max={100_000}
            value={shape.radiusM}
            onChange={(value) => onShape({ ...shape, radiusM: Number(value) || 5 })}
          />
        ) : null}
        {shape?.type === "Corridor" ? (
          <NumberInput
            label={t("geofences.widthM")}
            min={5}
            max={5000}
            value={shape.widthM}
            onChange={(value) => onShape({ ...shape, widthM: Number(value) || 5 })}
          />
        ) : null}
        <TextInput
          label={t("geofences.name")}
          required
          maxLength={120}
          value={name}
          error={errorOf("name")}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <Select
          label={t("geofences.unit")}
          searchable
          allowDeselect={false}
          data={unitOptions(units)}
          value={unit}
          error={errorOf("unitId")}
          onChange={setUnitId}
        />
        <Autocomplete
          label={t("geofences.group")}
          placeholder={t("geofences.groupHint")}
          maxLength={80}
          data={[...new Set(areas.flatMap(({ group: one }) => one ?? []))]}
          value={group}
          onChange={setGroup}
        />
        <ColorInput
          label={t("geofences.colour")}
          format="hex"
          withEyeDropper={false}
          swatches={["#B3261E", "#C4501B", "#B26A00", "#7A6A00", "#007A5A", "#0063A6", "#6A3FA0"]}
          value={colour}
          error={errorOf("colour")}
          onChange={setColour}
        />
        <NumberInput
          label={t("geofences.speedLimit")}
          min={5}
          max={200}
          value={limit}
          error={errorOf("speedLimitKmh")}
          onChange={setLimit}
        />
        <MultiSelect
          label={t("geofences.kinds")}
          placeholder={kinds.length === 0 ? t("geofences.allKinds") : ""}
          searchable
          data={VEHICLE_KIND_KEYS.map((value) => ({ value, label: VEHICLE_KINDS[value][language] }))}
          value={[...kinds]}
          onChange={(values) => setKinds(VEHICLE_KIND_KEYS.filter((kind) => values.includes(kind)))}
        />
        <NumberInput
          label={t("geofences.exitMargin")}
          min={0}
          max={500}
          value={marginM}
          error={errorOf("exitMarginM")}
          onChange={setMarginM}
        />
        <NumberInput
          label={t("geofences.minVisit")}
          min={0}
          max={86_400}
          value={minSeconds}
          error={errorOf("minVisitSeconds")}
          onChange={setMinSeconds}
        />
        {save.isError && reasons.length === 0 ? <Refusal error={save.error} /> : null}
        {readOnly ? null : (
          <Group justify="space-between">
            {areaId === null ? (
              <span />
            ) : (
              <Button variant="subtle" color="red" onClick={() => setDeleting(true)}>
                {t("geofences.delete")}
              </Button>
            )}
            <Button type="submit" loading={save.isPending} disabled={shape === null || fault !== null || drawing}>
              {t("geofences.save")}
            </Button>
          </Group>
        )}
      </div>
      <ConfirmDialog
        opened={deleting}
        title={t("geofences.deleteTitle", { name })}
        body={t("geofences.deleteBody")}
        action={t("geofences.delete")}
        isWorking={remove.isPending}
        failure={remove.error}
        onConfirm={() => remove.mutate()}
        onCancel={() => setDeleting(false)}
      />
    </form>
  );
}
