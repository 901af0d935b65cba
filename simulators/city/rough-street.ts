// A street as drawn or grown, before crossings are known.
import type { StreetClass } from "../../domain/base-map.ts";
import type { PlanePoint } from "./plane.ts";
import type { Family } from "./trace-streets.ts";

export interface RoughStreet {
  class: StreetClass;
  /** Null = numbered later. */
  name: string | null;
  line: PlanePoint[];
  /** Of grown streets: long streets go on, cross streets may be thinned out. */
  family: Family | null;
}
