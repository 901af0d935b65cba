// The module map of ARCHITECTURE.md is enforced by the compiler: in a copy of the sources, one
// forbidden import per room is added, and `tsc -b` must refuse each of them.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../gis/package-root.ts";

const FORBIDDEN = [
  ["domain", "../gis/package-root.ts"],
  ["gis", "../broker/broker.ts"],
  ["broker", "../api/api.ts"],
  ["api", "../broker/broker.ts"],
  ["simulators", "../gis/package-root.ts"],
  ["web", "../gis/package-root.ts"],
] as const;

describe("rooms", () => {
  let copy: string;
  let output: string;

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "kentiz-rooms-"));
    const root = packageRoot();
    const rooms = ["domain", "gis", "broker", "api", "simulators", "web"];
    for (const name of [...rooms, "tsconfig.base.json", "package.json"]) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    for (const [room, path] of FORBIDDEN) {
      writeFileSync(
        join(copy, room, "forbidden.ts"),
        `import * as forbidden from "${path}";\nexport const seen = forbidden;\n`,
      );
    }
    writeFileSync(
      join(copy, "tsconfig.json"),
      JSON.stringify({ files: [], references: rooms.map((path) => ({ path })) }),
    );
    const result = spawnSync(
      process.execPath,
      [join(root, "node_modules", "typescript", "bin", "tsc"), "-b", "--pretty", "false"],
      {
        cwd: copy,
        encoding: "utf8",
      },
    );
    output = result.stdout + result.stderr;
    expect(result.status).not.toBe(0);
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it.each(FORBIDDEN)("%s may not import %s", (room) => {
    const line = output.split("\n").find((text) => text.includes(`${room}/forbidden.ts`) && text.includes("error TS"));
    expect(line, output.slice(0, 2000)).toMatch(/error TS(6059|6307|2307|2878)/);
  });
});
