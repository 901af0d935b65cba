// Whoever stops an import half way expects that nothing of it stays.
import type { Response } from "express";
import { AppError } from "../../domain/problem.ts";

/**
 * Call it last in the transaction: where nobody waits for the answer any more, all of it is taken back.
 * @throws AppError conflict, which nobody reads
 */
export function requireListener(response: Response): void {
  if (response.destroyed || response.socket?.destroyed) throw new AppError("conflict", "The import was stopped.");
}
