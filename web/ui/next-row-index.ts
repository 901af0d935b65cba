// Which row a key leads to; null = the key is none of the list's.

const PAGE_ROWS = 10;

export function nextRowIndex(key: string, index: number, count: number): number | null {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(last, index + 1);
    case "ArrowUp":
      return Math.max(0, index - 1);
    case "PageDown":
      return Math.min(last, index + PAGE_ROWS);
    case "PageUp":
      return Math.max(0, index - PAGE_ROWS);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
