// A button whose work is asked about first: rotate, revoke, reset, delete.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";

export interface ConfirmedActionProps<R> {
  label: string;
  /** There is no way back. */
  isFinal?: boolean;
  question: { title: string; body: string; action: string };
  run: () => Promise<R>;
  onDone: (result: R) => void;
}

export function ConfirmedAction<R>({ label, isFinal = false, question, run, onDone }: ConfirmedActionProps<R>) {
  const [isAsking, setAsking] = useState(false);
  const work = useMutation({
    mutationFn: run,
    onSuccess: (result) => {
      setAsking(false);
      onDone(result);
    },
  });
  return (
    <>
      <Button
        variant={isFinal ? "outline" : "default"}
        {...(isFinal ? { color: "red" } : {})}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        {...question}
        isWorking={work.isPending}
        failure={work.error}
        onConfirm={() => work.mutate()}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}
