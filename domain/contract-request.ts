// What to send for a call of the contract: the same for the console and for command-line clients.
import { contract, type CallOf, type RouteName } from "./contract.ts";

export interface ContractRequest {
  method: string;
  /** Path and query, to be resolved against the installation's address. */
  path: string;
  /** JSON text, or null where the route takes none. */
  body: string | null;
}

export function contractRequest<N extends RouteName>(name: N, call: Partial<CallOf<N>>): ContractRequest {
  const { method, path } = contract[name];
  const params = new Map<string, unknown>(Object.entries(call.params ?? {}));
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params.get(key))));
  const pairs = Object.entries(call.query ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  return {
    method,
    path: pairs.length > 0 ? `${filled}?${pairs.join("&")}` : filled,
    body: call.body === undefined ? null : JSON.stringify(call.body),
  };
}
