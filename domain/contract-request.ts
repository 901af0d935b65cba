// What to send for a call of the contract: the same for the console and for command-line clients.
import { contract, type CallOf, type RouteName } from "./contract.ts";
import type { Route } from "./contract/route.ts";

export interface ContractRequest {
  method: string;
  /** Path and query, to be resolved against the installation's address. */
  path: string;
  /** JSON text, the bytes of a file, or null where the route takes none. */
  body: string | Uint8Array<ArrayBuffer> | null;
  /** Of the body. */
  contentType: string;
}

const isFile = (body: unknown): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array;

export function contractRequest<N extends RouteName>(name: N, call: Partial<CallOf<N>>): ContractRequest {
  const route: Route = contract[name];
  const { method, path, upload } = route;
  const body: unknown = call.body;
  const params = new Map<string, unknown>(Object.entries(call.params ?? {}));
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params.get(key))));
  const pairs = Object.entries(call.query ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  return {
    method,
    path: pairs.length > 0 ? `${filled}?${pairs.join("&")}` : filled,
    body: body === undefined ? null : isFile(body) ? body : JSON.stringify(body),
    contentType: upload?.type ?? "application/json",
  };
}
