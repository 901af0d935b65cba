// Where instances stand. Their places are stored relative to an origin near the view, because single
// precision holds a city to the millimetre but not the world.
import type { OverlayView } from "./overlay-canvas.ts";

/** Shader source: `screen(place)` gives CSS pixels from the top left corner, `clip(px)` what WebGL wants. */
export const VIEW_GLSL = `
uniform vec2 origin;
uniform float world;
uniform vec2 viewport;
vec2 screen(vec2 place) { return place * world + origin; }
vec4 clip(vec2 px) { return vec4((px / viewport * 2.0 - 1.0) * vec2(1.0, -1.0), 0.0, 1.0); }
`;

export interface Origin {
  x: number;
  y: number;
}

export function setViewUniforms(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  view: OverlayView,
  origin: Origin,
): void {
  gl.uniform2f(
    gl.getUniformLocation(program, "origin"),
    (origin.x - view.centreX) * view.worldPx + view.widthPx / 2,
    (origin.y - view.centreY) * view.worldPx + view.heightPx / 2,
  );
  gl.uniform1f(gl.getUniformLocation(program, "world"), view.worldPx);
  gl.uniform2f(gl.getUniformLocation(program, "viewport"), view.widthPx, view.heightPx);
}
