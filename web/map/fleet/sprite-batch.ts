// Many small pictures at places on the map, drawn with one call. 28 bytes each:
//
//   0 f32 place x, y   8 u16 picture in the sheet u0 v0 u1 v1   16 i16 width, height, shift x, y (1/16 px)
//  24 i16 turn (half circles)   26 u16 opacity
import { linkProgram } from "./link-program.ts";
import type { OverlayView } from "./overlay-canvas.ts";
import type { Sprite } from "./sprite-sheet.ts";
import { type Origin, setViewUniforms, VIEW_GLSL } from "./view-uniforms.ts";

const STRIDE = 28;
const FLOATS = STRIDE / 4;
const SHORTS = STRIDE / 2;
const SIXTEENTHS = 16;
const U16 = 65535;
const I16 = 32767;

const VERTEX = `#version 300 es
in vec2 corner;
in vec2 place;
in vec4 picture;
in vec4 box;
in float turn;
in float opacity;
uniform float pixelRatio;
out vec2 uv;
out float alpha;
${VIEW_GLSL}
void main() {
  vec2 size = box.xy / ${SIXTEENTHS}.0;
  vec2 centre = screen(place) + box.zw / ${SIXTEENTHS}.0;
  vec2 px;
  if (turn == 0.0) {
    // On whole device pixels: text and straight edges stay sharp.
    px = floor((centre - size * 0.5) * pixelRatio + 0.5) / pixelRatio + corner * size;
  } else {
    float c = cos(turn * 3.14159265), s = sin(turn * 3.14159265);
    px = centre + mat2(c, s, -s, c) * ((corner - 0.5) * size);
  }
  uv = mix(picture.xy, picture.zw, corner);
  alpha = opacity;
  gl_Position = clip(px);
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
in vec2 uv;
in float alpha;
uniform sampler2D sheet;
out vec4 colour;
void main() { colour = texture(sheet, uv) * alpha; }`;

export interface SpritePose {
  scale?: number;
  headingDeg?: number;
  shiftX?: number;
  shiftY?: number;
  opacity?: number;
}

export class SpriteBatch {
  #gl: WebGL2RenderingContext | null = null;
  #program: WebGLProgram | null = null;
  #buffer: WebGLBuffer | null = null;
  #array: WebGLVertexArrayObject | null = null;
  #bytes = new ArrayBuffer(1024 * STRIDE);
  #floats = new Float32Array(this.#bytes);
  #shorts = new Int16Array(this.#bytes);
  #words = new Uint16Array(this.#bytes);
  #count = 0;
  #uploaded = false;
  #origin: Origin = { x: 0, y: 0 };

  prepare(gl: WebGL2RenderingContext): void {
    this.#gl = gl;
    this.#program = linkProgram(gl, VERTEX, FRAGMENT);
    this.#array = gl.createVertexArray();
    gl.bindVertexArray(this.#array);
    const corners = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, corners);
    gl.bufferData(gl.ARRAY_BUFFER, Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1), gl.STATIC_DRAW);
    this.#attribute("corner", 2, gl.FLOAT, false, 8, 0, 0);
    this.#buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    this.#attribute("place", 2, gl.FLOAT, false, STRIDE, 0, 1);
    this.#attribute("picture", 4, gl.UNSIGNED_SHORT, true, STRIDE, 8, 1);
    this.#attribute("box", 4, gl.SHORT, false, STRIDE, 16, 1);
    this.#attribute("turn", 1, gl.SHORT, true, STRIDE, 24, 1);
    this.#attribute("opacity", 1, gl.UNSIGNED_SHORT, true, STRIDE, 26, 1);
    gl.bindVertexArray(null);
    this.#uploaded = false;
  }

  #attribute(
    name: string,
    size: number,
    type: number,
    normalised: boolean,
    stride: number,
    offset: number,
    divisor: number,
  ): void {
    const [gl, program] = [this.#gl, this.#program];
    if (!gl || !program) return;
    const location = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, size, type, normalised, stride, offset);
    gl.vertexAttribDivisor(location, divisor);
  }

  /** Begins anew, empty. */
  start(origin: Origin): void {
    this.#origin = origin;
    this.#count = 0;
    this.#uploaded = false;
  }

  /** Later ones lie above earlier ones. */
  add(x: number, y: number, sprite: Sprite, pose: SpritePose): void {
    const { scale = 1, headingDeg = 0, shiftX = 0, shiftY = 0, opacity = 1 } = pose;
    if ((this.#count + 1) * STRIDE > this.#bytes.byteLength) this.#grow();
    const float = this.#count * FLOATS;
    this.#floats[float] = x - this.#origin.x;
    this.#floats[float + 1] = y - this.#origin.y;
    const short = this.#count * SHORTS;
    this.#words[short + 4] = sprite.u0;
    this.#words[short + 5] = sprite.v0;
    this.#words[short + 6] = sprite.u1;
    this.#words[short + 7] = sprite.v1;
    this.#shorts[short + 8] = Math.round(sprite.widthPx * scale * SIXTEENTHS);
    this.#shorts[short + 9] = Math.round(sprite.heightPx * scale * SIXTEENTHS);
    this.#shorts[short + 10] = Math.round(shiftX * SIXTEENTHS);
    this.#shorts[short + 11] = Math.round(shiftY * SIXTEENTHS);
    const halfCircles = headingDeg > 180 ? headingDeg / 180 - 2 : headingDeg / 180;
    this.#shorts[short + 12] = Math.round(halfCircles * I16);
    this.#words[short + 13] = Math.round(opacity * U16);
    this.#count += 1;
  }

  draw(view: OverlayView, sheet: WebGLTexture): void {
    const [gl, program] = [this.#gl, this.#program];
    if (!gl || !program || this.#count === 0) return;
    gl.useProgram(program);
    gl.bindVertexArray(this.#array);
    if (!this.#uploaded) {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
      gl.bufferData(gl.ARRAY_BUFFER, new Uint8Array(this.#bytes, 0, this.#count * STRIDE), gl.DYNAMIC_DRAW);
      this.#uploaded = true;
    }
    setViewUniforms(gl, program, view, this.#origin);
    gl.uniform1f(gl.getUniformLocation(program, "pixelRatio"), view.pixelRatio);
    gl.bindTexture(gl.TEXTURE_2D, sheet);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.#count);
    gl.bindVertexArray(null);
  }

  #grow(): void {
    const larger = new ArrayBuffer(this.#bytes.byteLength * 2);
    new Uint8Array(larger).set(new Uint8Array(this.#bytes));
    this.#bytes = larger;
    this.#floats = new Float32Array(larger);
    this.#shorts = new Int16Array(larger);
    this.#words = new Uint16Array(larger);
  }
}
