// A list from a CSV file in three steps: choose, look at what would happen, done.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../../domain/unit.ts";
import { useServices } from "../../../app/use-services.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { showNotice } from "../notices.ts";
import { IMPORT_KINDS, type ImportOrder } from "./import-kind.ts";
import { ChooseStep } from "./ChooseStep.tsx";
import { PreviewStep } from "./PreviewStep.tsx";
import { ResultStep } from "./ResultStep.tsx";
import { useStoppable } from "./use-stoppable.ts";

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
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: [name] });
  const check = useStoppable(
    (chosen: Source, signal) => kind.send(api, { ...chosen, dryRun: true, skipErrors: false }, names, signal),
    (_, chosen) => setSource(chosen),
  );
  const store = useStoppable(
    (order: Source & { skipErrors: boolean }, signal) => kind.send(api, { ...order, dryRun: false }, names, signal),
    () => void refresh(),
  );
  const { result } = store;

  return (
    <Dialog
      opened
      // Passwords that are shown once do not go with a slip of the hand, nor does work half done.
      isHeld={store.isWorking || (result !== undefined && result.credentials.length > 0)}
      onClose={onClose}
      title={t(`adminImport.${name}.title`)}
      size={760}
    >
      {result ? (
        <ResultStep result={result} onClose={onClose} />
      ) : source !== null && check.result ? (
        <PreviewStep
          kind={kind}
          preview={check.result}
          isStoring={store.isWorking}
          failure={store.failure}
          onBack={() => {
            setSource(null);
            store.reset();
          }}
          onStop={() => {
            store.stop();
            // If it was too late to stop, the list shows what was written.
            void refresh();
            showNotice(t("adminImport.stopped"));
          }}
          onAccept={(skipErrors) => store.start({ ...source, skipErrors })}
        />
      ) : (
        <ChooseStep
          kind={kind}
          units={units}
          isChecking={check.isWorking}
          failure={check.failure}
          onStop={check.stop}
          onCheck={(chosen) => check.start(chosen)}
        />
      )}
    </Dialog>
  );
}
