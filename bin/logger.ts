// The process logger: JSON lines on standard error, so that standard output stays for people.
import { pino, type Logger } from "pino";

export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ["password", "*.password", "secret", "*.secret"],
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
