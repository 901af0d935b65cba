import { describe, expect, it } from "vitest";
import { isInView, viewportOf } from "./viewport.ts";

describe("viewportOf", () => {
  it("contains what is inside and a quarter around it", () => {
    const view = viewportOf([27.0, 38.3, 27.2, 38.5]);
    expect(isInView(view, 27.1, 38.4)).toBe(true);
    expect(isInView(view, 26.96, 38.4)).toBe(true);
    expect(isInView(view, 26.9, 38.4)).toBe(false);
    expect(isInView(view, 27.1, 38.54)).toBe(true);
    expect(isInView(view, 27.1, 38.6)).toBe(false);
  });

  it("crosses the antimeridian", () => {
    const view = viewportOf([179, -10, -179, 10]);
    expect(isInView(view, 179.9, 0)).toBe(true);
    expect(isInView(view, -179.9, 0)).toBe(true);
    expect(isInView(view, 0, 0)).toBe(false);
  });

  it("follows a map that was dragged around the world", () => {
    expect(isInView(viewportOf([387.0, 38.3, 387.2, 38.5]), 27.1, 38.4)).toBe(true);
  });

  it("contains every longitude when the whole world is in view", () => {
    expect(isInView(viewportOf([-200, -60, 200, 60]), 100, 0)).toBe(true);
  });
});
