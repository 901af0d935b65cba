// Why a drawing is refused, as constants that the interface translates.
export const SHAPE_REASONS = [
  "coordinate_out_of_bounds",
  "too_few_vertices",
  "too_many_vertices",
  "ring_not_closed",
  "self_intersection",
  "area_too_small",
] as const;
export type ShapeReason = (typeof SHAPE_REASONS)[number];

/** More than any outline of a municipality needs; what is larger is simplified first. */
export const MAX_VERTICES = 50_000;
