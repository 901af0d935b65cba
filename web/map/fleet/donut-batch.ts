// Groups of vehicles at low zoom: a ring divided by state around a disc for the number. 28 bytes each:
//
//   0 f32 place x, y   8 f32 radius, px   12 f32 where moving, idling, stopped and parked end, 0–1
import { linkProgram } from "./link-program.ts";
import type { OverlayView } from "./overlay-canvas.ts";
import { type Origin, setViewUniforms, VIEW_GLSL } from "./view-uniforms.ts";

const FLOATS = 7;
const RIM_PX = 2;
const RING_PX = 5;

const VERTEX = `#version 300 es
in vec2 corner;
in vec2 place;
in float radius;
in vec4 ends;
out vec2 at;
out float outer;
flat out vec4 share;
${VIEW_GLSL}
void main() {
  outer = radius;
  share = ends;
  at = (corner - 0.5) * 2.0 * (radius + ${RIM_PX + 1}.0);
  gl_Position = clip(screen(place) + at);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in vec2 at;
in float outer;
flat in vec4 share;
uniform vec3 states[5];
uniform vec3 disc;
uniform vec3 rim;
uniform float pixelRatio;
uniform float opacity;
out vec4 colour;
float inside(float distance) { return clamp(0.5 - distance * pixelRatio, 0.0, 1.0); }
void main() {
  float d = length(at);
  // From twelve o'clock, clockwise.
  float turn = fract(atan(at.x, -at.y) / 6.2831853 + 1.0);
  vec3 state = turn < share.x ? states[0] : turn < share.y ? states[1] : turn < share.z ? states[2]
    : turn < share.w ? states[3] : states[4];
  vec3 ink = mix(rim, state, inside(d - outer));
  ink = mix(ink, disc, inside(d - (outer - ${RING_PX}.0)));
  float alpha = inside(d - outer - ${RIM_PX}.0) * opacity;
  colour = vec4(ink * alpha, alpha);
}`;

export type Rgb = readonly [red: number, green: number, blue: number];

export interface DonutInks {
  /** Moving, idling, stopped, parked, silent. */
  states: readonly Rgb[];
  disc: Rgb;
  rim: Rgb;
}

/** 0–1 per channel from `#RRGGBB`. */
export function rgbOf(hex: string): Rgb {
  const channel = (start: number): number => Number.parseInt(hex.slice(start, start + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

export class DonutBatch {
  #gl: WebGL2RenderingContext | null = null;
  #program: WebGLProgram | null = null;
  #buffer: WebGLBuffer | null = null;
  #array: WebGLVertexArrayObject | null = null;
  #values: number[] = [];
  #origin: Origin = { x: 0, y: 0 };

  prepare(gl: WebGL2RenderingContext): void {
    this.#gl = gl;
    const program = linkProgram(gl, VERTEX, FRAGMENT);
    this.#program = program;
    this.#array = gl.createVertexArray();
    gl.bindVertexArray(this.#array);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1), gl.STATIC_DRAW);
    const attribute = (name: string, size: number, stride: number, offset: number, divisor: number): void => {
      const location = gl.getAttribLocation(program, name);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, size, gl.FLOAT, false, stride * 4, offset * 4);
      gl.vertexAttribDivisor(location, divisor);
    };
    attribute("corner", 2, 2, 0, 0);
    this.#buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    attribute("place", 2, FLOATS, 0, 1);
    attribute("radius", 1, FLOATS, 2, 1);
    attribute("ends", 4, FLOATS, 3, 1);
    gl.bindVertexArray(null);
  }

  start(origin: Origin): void {
    this.#origin = origin;
    this.#values = [];
  }

  /** `counts`: moving, idling, stopped, parked, silent; `total` is their sum. */
  add(x: number, y: number, radiusPx: number, counts: ArrayLike<number>, total: number): void {
    this.#values.push(x - this.#origin.x, y - this.#origin.y, radiusPx);
    let sum = 0;
    for (let state = 0; state < 4; state += 1) {
      sum += counts[state] ?? 0;
      this.#values.push(sum / total);
    }
  }

  draw(view: OverlayView, inks: DonutInks, opacity: number): void {
    const [gl, program] = [this.#gl, this.#program];
    if (!gl || !program || this.#values.length === 0) return;
    gl.useProgram(program);
    gl.bindVertexArray(this.#array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    gl.bufferData(gl.ARRAY_BUFFER, Float32Array.from(this.#values), gl.DYNAMIC_DRAW);
    setViewUniforms(gl, program, view, this.#origin);
    const place = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
    gl.uniform3fv(place("states"), inks.states.flat());
    gl.uniform3fv(place("disc"), [...inks.disc]);
    gl.uniform3fv(place("rim"), [...inks.rim]);
    gl.uniform1f(place("pixelRatio"), view.pixelRatio);
    gl.uniform1f(place("opacity"), opacity);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.#values.length / FLOATS);
    gl.bindVertexArray(null);
  }
}
