// A command-line client of a running Kentiz: signs in, keeps the session cookie, speaks the contract.
import { contract, type CallOf, type ResponseOf, type RouteName } from "../domain/contract.ts";
import { contractRequest } from "../domain/contract-request.ts";
import { Problem } from "../domain/problem.ts";

export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    const fields = (problem.fields ?? []).map((field) => ` ${field.path}: ${field.reason}.`).join("");
    super(`${problem.detail}${fields}`);
    this.problem = problem;
  }
}

export interface ApiClient {
  /** "name=value" of the session cookie. */
  readonly cookie: string;
  /** @throws ApiProblem where the server refuses. */
  call<N extends RouteName>(name: N, call?: Partial<CallOf<N>>): Promise<ResponseOf<N>>;
}

export async function signIn(url: string, username: string, password: string): Promise<ApiClient> {
  let cookie = "";
  const client: ApiClient = {
    get cookie() {
      return cookie;
    },
    async call<N extends RouteName>(name: N, call: Partial<CallOf<N>> = {}): Promise<ResponseOf<N>> {
      const request = contractRequest(name, call);
      const response = await fetch(new URL(request.path, url), {
        method: request.method,
        headers: { "content-type": request.contentType, ...(cookie ? { cookie } : {}) },
        body: request.body,
      });
      const setCookie = response.headers.getSetCookie()[0]?.split(";")[0];
      if (setCookie) cookie = setCookie;
      if (!response.ok) throw new ApiProblem(Problem.parse(await response.json()));
      const schema = contract[name].response;
      return (schema ? schema.parse(await response.json()) : null) as ResponseOf<N>;
    },
  };
  await client.call("signIn", { body: { username, password } });
  return client;
}

/** Every item of a list, page by page. */
export async function readAll<T>(
  readPage: (query: { limit: number; after?: string }) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let next: string | null = null;
  do {
    const page: { items: T[]; next: string | null } = await readPage({ limit: 1000, ...(next ? { after: next } : {}) });
    items.push(...page.items);
    next = page.next;
  } while (next);
  return items;
}
