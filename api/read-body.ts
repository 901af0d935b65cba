// Reads request bodies after the caller is known to be allowed, so that strangers cannot make the
// server read or parse anything large.
import express, { type Request, type RequestHandler, type Response } from "express";
import { AppError } from "../domain/problem.ts";

const JSON_LIMIT_BYTES = 256 * 1024;

function run(reader: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void reader(request, response, (error: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error("the body could not be read"));
      else resolve();
    });
  });
}

export interface BodyReader {
  /** @throws AppError media_type_unsupported, or what body-parser raises (see error-answer) */
  json(request: Request, response: Response, maxBytes?: number): Promise<unknown>;
  bytes(request: Request, response: Response, maxBytes: number): Promise<Buffer>;
}

export function createBodyReader(): BodyReader {
  // Not strict: a bare number is readable JSON of the wrong shape, and the schema says so.
  const readerOf = (limit: number): RequestHandler => express.json({ limit, strict: false });
  const usual = readerOf(JSON_LIMIT_BYTES);
  return {
    async json(request, response, maxBytes) {
      const hasBody =
        request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"]) > 0;
      if (!hasBody) return undefined;
      if (!request.is("application/json")) {
        throw new AppError("media_type_unsupported", "Send the body as application/json.");
      }
      await run(maxBytes === undefined ? usual : readerOf(maxBytes), request, response);
      return request.body;
    },
    async bytes(request, response, maxBytes) {
      await run(express.raw({ limit: maxBytes, type: () => true }), request, response);
      return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    },
  };
}
