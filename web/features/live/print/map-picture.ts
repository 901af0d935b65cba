// The map as a picture: all of its canvases, bottom to top, taken in the moment they are drawn (the
// graphics memory is empty afterwards).
import type { MapHost } from "../../../map/map-host.ts";

export interface MapPicture {
  url: string;
  /** Text of the scale bar and its length as a share of the picture's width. */
  scale: { text: string; share: number } | null;
  /** Width by height. */
  ratio: number;
  /** Whose map it is. */
  attribution: string;
}

function scaleOf(container: HTMLElement): MapPicture["scale"] {
  const bar = container.querySelector<HTMLElement>(".maplibregl-ctrl-scale");
  return bar && container.clientWidth > 0
    ? { text: bar.textContent, share: bar.offsetWidth / container.clientWidth }
    : null;
}

/** In the inks of the day whatever the screen has: paper is white, and a night map would drown it. */
export async function takeMapPicture(host: MapHost): Promise<MapPicture> {
  const { scheme } = host;
  if (scheme === "light") return paintedPicture(host);
  host.setScheme("light");
  try {
    await host.map.once("idle");
    return await paintedPicture(host);
  } finally {
    host.setScheme(scheme);
  }
}

function paintedPicture({ map, attribution }: MapHost): Promise<MapPicture> {
  return new Promise((resolve) => {
    map.once("render", () => {
      const container = map.getContainer();
      const { width, height } = map.getCanvas();
      const picture = document.createElement("canvas");
      Object.assign(picture, { width, height });
      const ink = picture.getContext("2d");
      for (const canvas of container.querySelectorAll("canvas")) ink?.drawImage(canvas, 0, 0, width, height);
      resolve({ url: picture.toDataURL("image/png"), scale: scaleOf(container), ratio: width / height, attribution });
    });
    map.triggerRepaint();
  });
}
