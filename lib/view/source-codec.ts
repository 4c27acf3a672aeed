import { escapePart, NULL_PART, splitParts, unescapePart } from "./escape";
import type { SourceRef } from "./model";

const ESCAPE_ONLY = /!/g;
const LOCAL_SPECIAL = /[!~]/g;
const SCHEMA = /^s([0-9a-f]{8})$/;

/**
 * `sample:NAME`, `data:PATH`, a URL as it is, or `local:NAME~SIZE~ROWS~FINGERPRINT` and
 * `~sSCHEMA` where that is known; not yet percent-encoded.
 */
export function serializeSource(ref: SourceRef): string {
  switch (ref.kind) {
    case "sample":
      return `sample:${escapePart(ref.name, ESCAPE_ONLY)}`;
    case "data":
      return `data:${escapePart(ref.path, ESCAPE_ONLY)}`;
    case "url":
      return ref.url;
    case "local":
      return `local:${[
        escapePart(ref.name, LOCAL_SPECIAL),
        String(ref.sizeBytes),
        ref.rows === null ? NULL_PART : String(ref.rows),
        escapePart(ref.fingerprint, LOCAL_SPECIAL),
        ...(ref.schema === null ? [] : [`s${ref.schema}`]),
      ].join("~")}`;
  }
}

/** The source a link parameter names; null when it names none. Only http, https and root-relative URLs are sources. */
export function parseSource(text: string): SourceRef | null {
  if (isFetchable(text)) return { kind: "url", url: text };
  const colon = text.indexOf(":");
  const rest = text.slice(colon + 1);
  switch (text.slice(0, Math.max(colon, 0))) {
    case "sample":
      return rest === "" ? null : { kind: "sample", name: unescapePart(rest) };
    case "data":
      return rest === "" ? null : { kind: "data", path: unescapePart(rest) };
    case "local":
      return parseLocal(rest);
    default:
      return null;
  }
}

function isFetchable(text: string): boolean {
  // "//host" would be another origin in disguise; it has to be written with its scheme.
  return /^https?:\/\/[^/]/i.test(text) || /^\/(?![/\\])/.test(text);
}

function parseLocal(text: string): SourceRef | null {
  const [name, size, rows, fingerprint, schemaPart, ...more] = splitParts(text, "~");
  if (name === undefined || size === undefined || rows === undefined || fingerprint === undefined)
    return null;
  const sizeBytes = parseCount(size);
  const rowCount = rows === NULL_PART ? null : parseCount(rows);
  const schema = schemaPart === undefined ? null : SCHEMA.exec(schemaPart)?.[1];
  if (schema === undefined || more.length > 0 || sizeBytes === undefined || rowCount === undefined)
    return null;
  return {
    kind: "local",
    name: unescapePart(name),
    sizeBytes,
    rows: rowCount,
    fingerprint: unescapePart(fingerprint),
    schema,
  };
}

/** A whole number from 0 in plain digits; undefined for anything else. */
export function parseCount(text: string): number | undefined {
  return /^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}

/** What to call a source on the screen: its file name, without folders, query or host. */
export function sourceName(ref: SourceRef): string {
  switch (ref.kind) {
    case "sample":
    case "local":
      return ref.name;
    case "data":
      return lastSegment(ref.path);
    case "url": {
      const path = ref.url.replace(/^https?:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
      return decodeQuietly(lastSegment(path)) || ref.url;
    }
  }
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1) || path;
}

function decodeQuietly(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A "%" that encodes nothing is part of the name.
    return text;
  }
}
