// A list from a CSV file in three steps: choose, look at what would happen, done.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../../domain/unit.ts";
import { useServices } from "../../../app/use-services.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { IMPORT_KINDS, type ImportOrder } from "./import-kind.ts";
import { ChooseStep } from "./ChooseStep.tsx";
import { PreviewStep } from "./PreviewStep.tsx";
import { ResultStep } from "./ResultStep.tsx";

export interface ImportWizardProps {
  kind: keyof typeof IMPORT_KINDS;
  units: readonly Unit[];
  onClose: () => void;
}

type Source = Pick<ImportOrder, "bytes" | "unitId">;

export function ImportWizard({ kind: name, units, onClose }: ImportWizardProps) {
  const { api } = useServices();
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const kind = IMPORT_KINDS[name];
  const [source, setSource] = useState<Source | null>(null);
  const names = {
    language: i18n.language,
    unitName: (id: number | null): string => units.find((unit) => unit.id === id)?.name ?? "",
  };
  const check = useMutation({
    mutationFn: (chosen: Source) => kind.send(api, { ...chosen, dryRun: true, skipErrors: false }, names),
    onSuccess: (_, chosen) => setSource(chosen),
  });
  const store = useMutation({
    mutationFn: (chosen: Source) => kind.send(api, { ...chosen, dryRun: false, skipErrors: true }, names),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [name] }),
  });
  const result = store.data;

  return (
    <Dialog
      opened
      // Passwords that are shown once do not go with a slip of the hand.
      isHeld={result !== undefined && result.credentials.length > 0}
      onClose={onClose}
      title={t(`adminImport.${name}.title`)}
      size={760}
    >
      {result ? (
        <ResultStep result={result} onClose={onClose} />
      ) : source !== null && check.data ? (
        <PreviewStep
          kind={kind}
          preview={check.data}
          isStoring={store.isPending}
          failure={store.error}
          onBack={() => {
            setSource(null);
            store.reset();
          }}
          onAccept={() => store.mutate(source)}
        />
      ) : (
        <ChooseStep
          kind={kind}
          units={units}
          isChecking={check.isPending}
          failure={check.error}
          onCheck={(chosen) => check.mutate(chosen)}
        />
      )}
    </Dialog>
  );
}
