// The one source of the base map: /tiles/base.
export const BASE_SOURCE = "base";
