// A conditional GET with bounds: fetch() cannot be told whom to trust besides the well-known authorities.
import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";

export class AnswerTooLargeError extends Error {}
export class HttpStatusError extends Error {}

export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

export interface Answered extends Validators {
  /** null = not modified. */
  body: Buffer | null;
}

export interface GetOptions {
  url: string;
  username: string | null;
  password: string | null;
  ca: string | null;
  validators: Validators;
  timeoutMs: number;
  maxBytes: number;
  signal: AbortSignal;
}

/** With a user name Basic, without one the secret is a bearer token. */
function authorization(username: string | null, password: string | null): Record<string, string> {
  if (username !== null) {
    return { authorization: `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}` };
  }
  return password === null ? {} : { authorization: `Bearer ${password}` };
}

async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    if (!(chunk instanceof Buffer)) continue;
    bytes += chunk.length;
    if (bytes > maxBytes) throw new AnswerTooLargeError(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws what the system says, HttpStatusError, AnswerTooLargeError */
export async function httpGet(options: GetOptions): Promise<Answered> {
  const { url, username, password, ca, validators, timeoutMs, maxBytes, signal } = options;
  const request = url.startsWith("https:") ? requestHttps : requestHttp;
  const headers = {
    ...authorization(username, password),
    ...(validators.etag === null ? {} : { "if-none-match": validators.etag }),
    ...(validators.lastModified === null ? {} : { "if-modified-since": validators.lastModified }),
  };
  const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { headers, signal: ends, ...(ca === null ? {} : { ca }) }, resolve)
      .on("error", reject)
      .end();
  });
  const { statusCode = 0, headers: told } = response;
  if (statusCode === 304) {
    response.resume();
    return { ...validators, body: null };
  }
  if (statusCode !== 200) {
    response.resume();
    throw new HttpStatusError(`HTTP ${statusCode}`);
  }
  const body = await bodyOf(response, maxBytes);
  return { body, etag: told.etag ?? null, lastModified: told["last-modified"] ?? null };
}
