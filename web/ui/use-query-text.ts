// A search text: filters with every key, reaches the address when the typing rests.
import { useCallback, useEffect, useRef, useState } from "react";

const SETTLE_MS = 300;

export function useQueryText(fromAddress: string, write: (query: string) => void): [string, (query: string) => void] {
  const [text, setText] = useState(fromAddress);
  const written = useRef(fromAddress);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // "Back" or a pasted address: what stands there wins over what was typed.
  useEffect(() => {
    if (fromAddress === written.current) return;
    clearTimeout(timer.current);
    written.current = fromAddress;
    setText(fromAddress);
  }, [fromAddress]);

  useEffect(() => () => clearTimeout(timer.current), []);

  const change = useCallback(
    (query: string) => {
      setText(query);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        written.current = query;
        write(query);
      }, SETTLE_MS);
    },
    [write],
  );
  return [text, change];
}
