// Work that can be stopped half way: the request is given up, and the server sees that and undoes it.
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";

export function useStoppable<I, O>(
  run: (input: I, signal: AbortSignal) => Promise<O>,
  onSuccess: (output: O, input: I) => void,
) {
  const abort = useRef<AbortController | null>(null);
  const work = useMutation({
    mutationFn: (input: I) => {
      const controller = new AbortController();
      abort.current = controller;
      return run(input, controller.signal);
    },
    onSuccess,
  });
  return {
    start: (input: I) => work.mutate(input),
    stop(): void {
      abort.current?.abort();
      work.reset();
    },
    reset: work.reset,
    isWorking: work.isPending,
    result: work.data,
    failure: work.error,
  };
}
