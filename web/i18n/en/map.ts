// Words on the map itself.
import type { Wording } from "../tr.ts";

export const map: Wording["map"] = {
  canvas: "Map of vehicles. Pan with the arrow keys, zoom with plus and minus. Every vehicle is also in the list.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fitVehicles: "Show all vehicles",
  noWebGl: {
    title: "This browser cannot draw the map",
    body: "The map needs WebGL 2: switch hardware acceleration on in the browser's settings or use a current browser. The list and the vehicle details keep working.",
  },
  baseMapMissing: "The base map could not be loaded; vehicles are still shown.",
  measure: {
    title: "Measure",
    control: "Measure (M)",
    close: "End measuring (Esc)",
    start: "Click on the map; by keyboard: focus the map and add the place of the cross with Enter.",
    next: "Click the next point or press Enter; Esc ends.",
    length: "Length",
    perimeter: "Perimeter",
    area: "Area",
    metres: "{{value}} m",
    kilometres: "{{value}} km",
    squareMetres: "{{value}} m²",
    donum: "{{value}} dönüm",
    hectares: "{{value}} ha",
    undo: "Remove last point",
    clear: "Clear",
  },
  place: {
    title: "This place",
    copyWgs84: "Copy WGS 84: {{text}}",
    copyTm27: "Copy TM27: Y {{right}} X {{up}}",
    measure: "Measure from here",
  },
  cluster: { count_one: "{{shown}} vehicle", count_other: "{{shown}} vehicles" },
};
