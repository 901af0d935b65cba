// GPX 1.0 and 1.1 tracks. Speed is metres a second there, in the point (1.0) or in an extension (1.1).
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";
import { recordedTimeMs } from "./recorded-time.ts";
import type { RecordedFix, Recording, RecordingProblem } from "./recording.ts";

const KMH_PER_MS = 3.6;
const Numeric = z
  .union([z.number(), z.string().trim().min(1)])
  .transform(Number)
  .pipe(z.number());
const Extension = z.object({ speed: Numeric.optional(), course: Numeric.optional() });

const Point = z.object({
  "@lat": Numeric,
  "@lon": Numeric,
  time: z.coerce.string().optional(),
  ele: Numeric.optional(),
  speed: Numeric.optional(),
  course: Numeric.optional(),
  extensions: Extension.extend({ TrackPointExtension: Extension.optional() }).optional().catch(undefined),
});

const LISTS = new Set(["trk", "trkseg", "trkpt"]);
const Segment = z.object({ trkpt: z.array(z.unknown()).default([]) });
const Track = z.object({ trkseg: z.array(z.union([Segment, z.literal("")])).default([]) });
const Document = z.object({ gpx: z.object({ trk: z.array(z.union([Track, z.literal("")])).default([]) }) });

export function parseGpx(text: string): Recording {
  const wellFormed = XMLValidator.validate(text);
  if (wellFormed !== true) {
    return {
      kind: "fixes",
      fixes: [],
      problems: [{ line: wellFormed.err.line, reason: `Not well-formed XML: ${wellFormed.err.msg}` }],
    };
  }
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    isArray: (name) => LISTS.has(name),
  });
  const document = Document.safeParse(parser.parse(text));
  if (!document.success)
    return { kind: "fixes", fixes: [], problems: [{ line: 1, reason: "This is not a GPX document with tracks" }] };

  const points = document.data.gpx.trk.flatMap((track) =>
    track === "" ? [] : track.trkseg.flatMap((segment) => (segment === "" ? [] : segment.trkpt)),
  );
  const fixes: RecordedFix[] = [];
  const problems: RecordingProblem[] = [];
  points.forEach((raw, index) => {
    const point = Point.safeParse(raw);
    const timeMs = point.success ? recordedTimeMs(point.data.time ?? "") : null;
    if (!point.success || timeMs === null) {
      problems.push({
        line: index + 1,
        reason: point.success ? "point without a time" : "point without a readable place",
      });
      return;
    }
    const { data } = point;
    const extension = { ...data.extensions, ...data.extensions?.TrackPointExtension };
    const speed = data.speed ?? extension.speed;
    fixes.push({
      timeMs,
      lat: data["@lat"],
      lon: data["@lon"],
      speedKmh: speed === undefined ? null : speed * KMH_PER_MS,
      headingDeg: data.course ?? extension.course ?? null,
      altitudeM: data.ele ?? null,
      accuracyM: null,
    });
  });
  return { kind: "fixes", fixes, problems };
}
