// Imported before any schema: the content security policy forbids evaluating strings, and the
// schema library would otherwise probe for it when the first schema is built (a reported violation).
import { config } from "zod";

config({ jitless: true });
