import { FormatError } from "@/lib/format";
import { SourceError } from "@/lib/source";

/** An error that crossed a worker boundary: classes do not survive it, their names and codes do. */
export interface WorkerFailure {
  name: string;
  code: string | null;
  message: string;
}

/** What of an error can cross a worker boundary. */
export function toFailure(cause: unknown): WorkerFailure {
  if (cause instanceof FormatError || cause instanceof SourceError) {
    return { name: cause.name, code: cause.code, message: cause.message };
  }
  return { name: "Error", code: null, message: cause instanceof Error ? cause.message : String(cause) };
}

/** The error a worker met, as the class it was. */
export function fromFailure({ name, code, message }: WorkerFailure): Error {
  if (name === "FormatError") return new FormatError(code as FormatError["code"], message);
  if (name === "SourceError") return new SourceError(code as SourceError["code"], message);
  return new Error(message);
}
