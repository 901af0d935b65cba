// Sparkplug B: spBv1.0/<group>/<NBIRTH|NDEATH|DBIRTH|DDEATH|NDATA|DDATA>/<node>[/<device>], protobuf.
//
// A birth lists all metrics with names and aliases; later messages may carry aliases alone, so what the
// births said is kept (Sender). An unknown alias or a gap in the sequence numbers asks the node for
// a new birth. What arrived is kept in either case.
import { addValue, type Measured } from "./add-values.ts";
import { heardRefusal, nothingHeard, reportsOf, type Channel, type ForeignCodec, type Heard } from "./foreign-codec.ts";
import { instantOfNumber } from "./instant.ts";
import { MAX_BATCH_LENGTH } from "./json-payload.ts";
import type { Sender, SparkplugNode } from "./sender.ts";
import {
  readSparkplug,
  rebirthCommand,
  valueOfMetric,
  type SparkplugMetric,
  type SparkplugPayload,
} from "./sparkplug-payload.ts";

const ROOT = "spBv1.0";
const NODE_KINDS: ReadonlySet<string> = new Set(["NBIRTH", "NDEATH", "NDATA"]);
const DEVICE_KINDS: ReadonlySet<string> = new Set(["DBIRTH", "DDEATH", "DDATA"]);
const MAX_NODES = 1000;
const MAX_ALIASES = 10_000;
const SEQUENCE_LENGTH = 256;
/** A node that does not answer is asked again after this. */
const REBIRTH_PAUSE_MS = 30_000;

/** Metrics that are about the protocol, not about the plant. */
const isManagement = (name: string): boolean => name === "bdSeq" || /^(?:Node|Device) Control\//.test(name);

/** "group/node" of "group/node/device". */
const nodeOf = (device: string): string => device.split("/", 2).join("/");

function stateOf(nodes: Map<string, SparkplugNode>, id: string): SparkplugNode {
  const known = nodes.get(id) ?? { aliases: new Map(), sequence: null, rebirthAskedMs: Number.NEGATIVE_INFINITY };
  // The one not heard for longest goes first.
  nodes.delete(id);
  nodes.set(id, known);
  const [oldest] = nodes.keys();
  if (nodes.size > MAX_NODES && oldest !== undefined) nodes.delete(oldest);
  return known;
}

function askForBirth(heard: Heard, state: SparkplugNode, id: string, receivedAtMs: number): void {
  if (receivedAtMs - state.rebirthAskedMs < REBIRTH_PAUSE_MS) return;
  state.rebirthAskedMs = receivedAtMs;
  const [group, node] = id.split("/");
  heard.answers.push({ topic: `${ROOT}/${group}/NCMD/${node}`, payload: rebirthCommand(receivedAtMs) });
}

/** @returns whether a message was lost before this one. */
function follows(state: SparkplugNode, kind: string, sequence: number | null): boolean {
  if (kind === "NBIRTH") {
    state.sequence = sequence ?? 0;
    return true;
  }
  if (sequence === null || state.sequence === null) return state.sequence !== null;
  const expected = (state.sequence + 1) % SEQUENCE_LENGTH;
  // The same message once more (a resent QoS 1) is no gap.
  const fits = sequence === expected || sequence === state.sequence;
  state.sequence = sequence;
  return fits;
}

function nameOfMetric(state: SparkplugNode, metric: SparkplugMetric, isBirth: boolean): string | null {
  const { name, alias } = metric;
  if (name === undefined || name === "") return alias === undefined ? null : (state.aliases.get(alias) ?? null);
  if (isBirth && alias !== undefined && state.aliases.size < MAX_ALIASES) state.aliases.set(alias, name);
  return name;
}

function addMetrics(
  heard: Heard,
  state: SparkplugNode,
  { kind, device }: Channel,
  said: SparkplugPayload,
  receivedAtMs: number,
): boolean {
  const isBirth = kind.endsWith("BIRTH");
  const { refusals } = heard;
  const sentMs = said.timestamp === undefined ? null : instantOfNumber(Number(said.timestamp));
  const reports = reportsOf(heard, device, device?.split("/").at(-1) ?? null);
  let allNamed = true;
  for (const metric of said.metrics) {
    const name = nameOfMetric(state, metric, isBirth);
    if (name === null) {
      allNamed = false;
      continue;
    }
    if (isManagement(name)) continue;
    const measuredMs = (metric.timestamp === undefined ? null : instantOfNumber(Number(metric.timestamp))) ?? sentMs;
    const timeIsReceipt = measuredMs === null;
    const into: Measured = { timeMs: measuredMs ?? receivedAtMs, timeIsReceipt, receivedAtMs, reports, refusals };
    addValue(into, name, valueOfMetric(metric));
  }
  return allNamed;
}

export const sparkplugCodec: ForeignCodec = {
  format: "sparkplug",
  channelOf: ([root, group, kind = "", node, device, ...rest]) => {
    if (root !== ROOT || rest.length > 0) return null;
    // The state of the host application: what a SCADA system says about itself.
    if (group === "STATE") return kind !== "" && node === undefined ? { kind: "STATE", device: null } : null;
    if (!group || !node) return null;
    if (NODE_KINDS.has(kind)) return device === undefined ? { kind, device: `${group}/${node}` } : null;
    return DEVICE_KINDS.has(kind) && device ? { kind, device: `${group}/${node}/${device}` } : null;
  },
  isStatus: ({ kind }) => kind === "NDEATH" || kind === "STATE",
  // Nodes listen to their commands and to the state of the host.
  maySubscribe: ([root, group, kind, node]) =>
    root === ROOT &&
    (group === "STATE" || ((kind === "NCMD" || kind === "DCMD") && !!node && node !== "#" && node !== "+")),
  decode: (payload, channel, receivedAtMs, sender: Sender) => {
    const { kind, device } = channel;
    if (kind === "STATE" || device === null) return nothingHeard();
    const said = readSparkplug(payload);
    if (!said) return heardRefusal(payload.length === 0 ? "payload_empty" : "payload_wrong_shape");
    if (said.metrics.length > MAX_BATCH_LENGTH) return heardRefusal("batch_too_long");
    const heard = nothingHeard();
    const id = nodeOf(device);
    const state = stateOf(sender.sparkplugNodes, id);
    if (kind.endsWith("DEATH")) {
      if (kind === "NDEATH") state.sequence = null;
      reportsOf(heard, device).push({ kind: "message", type: `sparkplug.${kind}`, timeMs: receivedAtMs, data: {} });
      return heard;
    }
    if (kind === "NBIRTH") state.aliases.clear();
    const known = state.sequence !== null || kind === "NBIRTH";
    const sequence = said.seq === undefined ? null : Number(said.seq);
    const complete = follows(state, kind, sequence);
    const allNamed = addMetrics(heard, state, channel, said, receivedAtMs);
    if (!allNamed) heard.refusals.push({ reason: "birth_missing", field: null });
    if (known && !complete)
      heard.refusals.push({ reason: "sequence_gap", field: sequence === null ? null : `seq ${sequence}` });
    if (!allNamed || !complete) askForBirth(heard, state, id, receivedAtMs);
    const part = heard.parts.find((one) => one.device === device);
    if (part) part.sequence = sequence;
    return heard;
  },
};
