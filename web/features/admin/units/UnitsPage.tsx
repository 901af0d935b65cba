// Organisational units: the tree, one of them beside it.
import { Button, Skeleton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { unitsQuery } from "../../../api/queries.ts";
import { useServices } from "../../../app/use-services.ts";
import { unitCountsQuery } from "../admin-queries.ts";
import { FailurePanel } from "../FailurePanel.tsx";
import { showNotice } from "../notices.ts";
import { RecordDrawer } from "../RecordDrawer.tsx";
import { SectionPage } from "../SectionPage.tsx";
import { useOpenRecord } from "../use-open-record.ts";
import { DeleteUnit } from "./DeleteUnit.tsx";
import { totalsOf } from "./unit-tree.ts";
import { UnitForm } from "./UnitForm.tsx";
import { UnitTree } from "./UnitTree.tsx";

const NONE: readonly never[] = [];

export function UnitsPage() {
  const { api } = useServices();
  const { t } = useTranslation();
  const units = useQuery(unitsQuery(api));
  const counts = useQuery(unitCountsQuery(api));
  const { record, open, close } = useOpenRecord();
  const [parentId, setParentId] = useState<number | null>(null);
  const all = units.data ?? NONE;
  const totals = useMemo(() => totalsOf(all, counts.data?.items ?? NONE), [all, counts.data]);
  const unit = all.find(({ id }) => id === record) ?? null;

  function add(below: number | null): void {
    setParentId(below);
    open("new");
  }

  return (
    <SectionPage
      section="units"
      actions={
        <Button
          size="sm"
          leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() => add(all.find(({ parentId: above }) => above === null)?.id ?? null)}
        >
          {t("adminUnits.add")}
        </Button>
      }
    >
      {units.data ? (
        <UnitTree
          units={all}
          totals={totals}
          openId={unit?.id ?? null}
          onOpen={({ id }) => open(id)}
          onAddBelow={({ id }) => add(id)}
        />
      ) : units.error ? (
        <FailurePanel error={units.error} onRetry={() => void units.refetch()} />
      ) : (
        <Skeleton height={240} />
      )}
      <RecordDrawer
        opened={record === "new" || unit !== null}
        onClose={close}
        title={unit?.name ?? t("adminUnits.addTitle")}
      >
        <UnitForm
          key={unit?.id ?? "new"}
          unit={unit}
          parentId={parentId}
          units={all}
          onCancel={close}
          onSaved={() => {
            showNotice(t("form.saved"));
            close();
          }}
        />
        {unit === null || unit.parentId === null ? null : <DeleteUnit unit={unit} onDeleted={close} />}
      </RecordDrawer>
    </SectionPage>
  );
}
