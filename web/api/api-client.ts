// Typed calls of the public contract: names, parameters and answers come from domain/contract, and
// every answer is parsed by the schema the server was written against.
import type { CallOf, ResponseOf, RouteName } from "../../domain/contract.ts";
import type { Route } from "../../domain/contract/route.ts";
import { Problem } from "../../domain/problem.ts";
import { ApiError } from "./api-error.ts";

export interface CallOptions {
  signal?: AbortSignal;
}

/** Parts of a call that the route does not have may be left out. */
export type CallInput<N extends RouteName> = Partial<CallOf<N>>;

export interface ApiClient {
  /** @throws ApiError */
  call<N extends RouteName>(name: N, input?: CallInput<N>, options?: CallOptions): Promise<ResponseOf<N>>;
  /**
   * Sends a file as the whole body of a request, or none.
   * @throws ApiError
   */
  sendFile(method: "PUT" | "DELETE", path: string, file: Blob | null): Promise<void>;
}

export interface ApiClientOptions {
  fetch: typeof fetch;
  /**
   * The session is over (401 on anything but signing in). True = the same person has signed in
   * again: the call is sent once more, so that nothing somebody was doing is lost.
   */
  signInAgain: () => Promise<boolean>;
}

/** Hundreds of schemas: a file of its own, on its way while the page is being drawn. */
const contractFile = import("../../domain/contract.ts");

const entriesOf = (part: unknown): [string, unknown][] =>
  typeof part === "object" && part !== null ? Object.entries(part) : [];

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

export function urlOf(path: string, params: unknown, query: unknown): string {
  const values = new Map(entriesOf(params));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(textOf(values.get(name))));
  const search = new URLSearchParams();
  for (const [name, value] of entriesOf(query)) {
    if (value !== undefined && value !== null) search.set(name, textOf(value));
  }
  const text = search.toString();
  return text === "" ? filled : `${filled}?${text}`;
}

/** Whoever signs in or out or asks whether somebody is signed in deals with "no" themselves. */
const ABOUT_THE_SESSION: ReadonlySet<RouteName> = new Set(["signIn", "getSession", "signOut"]);

function bodyOf(body: unknown): BodyInit | null {
  if (body === undefined) return null;
  // The file of an upload.
  return body instanceof Uint8Array ? new Blob([new Uint8Array(body)]) : JSON.stringify(body);
}

async function readProblem(response: Response): Promise<ApiError> {
  const parsed = Problem.safeParse(await response.json().catch(() => null));
  return parsed.success
    ? new ApiError({ kind: "problem", problem: parsed.data })
    : new ApiError({ kind: "unreadable", status: response.status }, parsed.error);
}

export function createApiClient(options: ApiClientOptions): ApiClient {
  async function request(url: string, init: RequestInit): Promise<Response> {
    try {
      return await options.fetch(url, { credentials: "same-origin", ...init });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new ApiError({ kind: "network" }, error);
    }
  }

  const send = (route: Route, input: CallInput<RouteName>, signal: AbortSignal | null): Promise<Response> =>
    request(urlOf(route.path, input.params, input.query), {
      method: route.method,
      headers: {
        accept: "application/json",
        ...(input.body === undefined ? {} : { "content-type": route.upload?.type ?? "application/json" }),
      },
      body: bodyOf(input.body),
      signal,
    });

  return {
    async call<N extends RouteName>(
      name: N,
      input: CallInput<N> = {},
      { signal }: CallOptions = {},
    ): Promise<ResponseOf<N>> {
      const { contract } = await contractFile;
      const route = contract[name];
      let response = await send(route, input, signal ?? null);
      const sessionOver = response.status === 401 && !ABOUT_THE_SESSION.has(name);
      if (sessionOver && (await options.signInAgain())) response = await send(route, input, signal ?? null);
      if (!response.ok) throw await readProblem(response);
      const body: unknown = route.response === null ? null : await response.json().catch(() => null);
      if (route.response === null) return body as ResponseOf<N>;
      const parsed = route.response.safeParse(body);
      if (!parsed.success) throw new ApiError({ kind: "unreadable", status: response.status }, parsed.error);
      return parsed.data as ResponseOf<N>;
    },

    async sendFile(method, path, file) {
      const sendOnce = (): Promise<Response> =>
        request(path, { method, body: file, headers: file === null ? {} : { "content-type": file.type } });
      let response = await sendOnce();
      if (response.status === 401 && (await options.signInAgain())) response = await sendOnce();
      if (!response.ok) throw await readProblem(response);
    },
  };
}
