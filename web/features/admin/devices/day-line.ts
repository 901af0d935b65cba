// Means of equal spans as an SVG path: one stretch for each run without a hole, a dot for a lone value.

/** Keeps the stroke inside the picture. */
const MARGIN = 2;

export function dayLine(values: readonly (number | null)[], width: number, height: number): string {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  const x = (index: number): string => ((index * width) / Math.max(1, values.length - 1)).toFixed(1);
  // A value that never changed runs through the middle.
  const y = (value: number): string =>
    (MARGIN + (height - 2 * MARGIN) * (range === 0 ? 0.5 : 1 - (value - low) / range)).toFixed(1);
  return values
    .map((value, index) => {
      if (value === null) return "";
      const follows = index > 0 && values[index - 1] !== null;
      const place = `${x(index)} ${y(value)}`;
      if (follows) return `L${place}`;
      return values[index + 1] == null ? `M${place}h.1` : `M${place}`;
    })
    .join("");
}
