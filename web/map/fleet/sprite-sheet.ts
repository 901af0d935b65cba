// A texture full of small pictures, packed in rows.
//
//   ┌────┬─────┬──┬──────────────┐
//   │ a  │  b  │c │              │  row as high as its highest picture
//   ├────┴──┬──┴──┴──────────────┤
//   │  d    │

export interface Sprite {
  /** Corners in the sheet, 0 … 65535. */
  u0: number;
  v0: number;
  u1: number;
  v1: number;
  /** Size at scale 1, CSS pixels. */
  widthPx: number;
  heightPx: number;
}

export interface SheetOptions {
  /** Of the square texture, device pixels. */
  side: number;
  /** Halved copies for pictures that are drawn smaller than they are: without them they flicker. */
  smallerCopies: number;
}

export class SpriteSheet {
  readonly #side: number;
  readonly #copies: number;
  /** Clear pixels around each picture, so that none shines into its neighbour in the smallest copy. */
  readonly #gap: number;
  #gl: WebGL2RenderingContext | null = null;
  #texture: WebGLTexture | null = null;
  #x = 0;
  #y = 0;
  #rowHeight = 0;

  constructor({ side, smallerCopies }: SheetOptions) {
    this.#side = side;
    this.#copies = smallerCopies;
    this.#gap = 2 ** smallerCopies;
  }

  get texture(): WebGLTexture | null {
    return this.#texture;
  }

  prepare(gl: WebGL2RenderingContext): void {
    this.#gl = gl;
    this.#texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1 + this.#copies, gl.RGBA8, this.#side, this.#side);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, this.#copies > 0 ? gl.LINEAR_MIPMAP_LINEAR : gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    this.clear();
  }

  /** Forgets all pictures; their places are given away again. */
  clear(): void {
    this.#x = this.#gap;
    this.#y = this.#gap;
    this.#rowHeight = 0;
  }

  /** After the last `put`: pictures change what is drawn only then. */
  finish(): void {
    if (this.#copies === 0) return;
    this.#gl?.bindTexture(this.#gl.TEXTURE_2D, this.#texture);
    this.#gl?.generateMipmap(this.#gl.TEXTURE_2D);
  }

  /** `pixelRatio`: pixels of the image per CSS pixel. null = the sheet is full. */
  put(image: ImageData, pixelRatio: number): Sprite | null {
    const gl = this.#gl;
    const { width, height } = image;
    if (this.#x + width + this.#gap > this.#side) {
      this.#x = this.#gap;
      this.#y += this.#rowHeight + this.#gap;
      this.#rowHeight = 0;
    }
    if (!gl || this.#y + height + this.#gap > this.#side) return null;
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, this.#x, this.#y, gl.RGBA, gl.UNSIGNED_BYTE, image);
    const unit = 65535 / this.#side;
    const sprite: Sprite = {
      u0: Math.round(this.#x * unit),
      v0: Math.round(this.#y * unit),
      u1: Math.round((this.#x + width) * unit),
      v1: Math.round((this.#y + height) * unit),
      widthPx: width / pixelRatio,
      heightPx: height / pixelRatio,
    };
    this.#x += width + this.#gap;
    this.#rowHeight = Math.max(this.#rowHeight, height);
    return sprite;
  }
}
