// Reasons a form has words for: those of the domain and those a single field can be refused with.
import { INPUT_REASONS } from "../../../domain/input-reason.ts";

const FIELD_REASONS = [...INPUT_REASONS, "username_taken", "passwords_differ"] as const;
type FieldReason = (typeof FIELD_REASONS)[number];

export const isFieldReason = (text: string): text is FieldReason => FIELD_REASONS.some((reason) => reason === text);
