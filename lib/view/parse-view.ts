import { COLUMN_ROLES, type ColumnRole } from "@/lib/schema/model";
import { parseCharts } from "./chart-codec";
import { NO_FILTERS, SAME_DATASET } from "./compare-words";
import { parseRecords } from "./compared-records";
import { EMPTY_PART, splitParts, unescapePart } from "./escape";
import { parseFilter } from "./filter-codec";
import {
  COMPARE_ORDERS,
  EMPTY_VIEW,
  type ListedPairs,
  NEW_COMPARISON,
  PAIR_KINDS,
  type RowRef,
  type SortKey,
  VIEW_TABS,
  type ViewState,
} from "./model";
import { type RandomWalk, SEED_END } from "./random-walk";
import { parseCount, parseSource } from "./source-codec";

export interface ParsedView {
  view: ViewState;
  /** One sentence for each part of the link that was ignored. */
  notices: string[];
}

/** Parameters that a link may name several times. */
const REPEATED: ReadonlySet<string> = new Set(["src", "f", "b", "bf"]);

/** The view of a URL query (with or without "?"). Never throws: what cannot be understood is ignored with a notice. */
export function parseView(query: string | URLSearchParams): ParsedView {
  const parameters = typeof query === "string" ? new URLSearchParams(query) : query;
  const notices: string[] = [];
  const view = { ...EMPTY_VIEW, src: [...EMPTY_VIEW.src], filters: [...EMPTY_VIEW.filters] };
  const seen = new Set<string>();
  for (const [name, value] of parameters) {
    if (!REPEATED.has(name) && seen.has(name)) {
      notices.push(`The link names “${name}” twice; the first one counts.`);
      continue;
    }
    seen.add(name);
    if (!readParameter(view, name, value)) notices.push(ignored(name, value));
  }
  return { view, notices };
}

type Draft = { -readonly [Key in keyof ViewState]: ViewState[Key] } & {
  src: ViewState["src"][number][];
  filters: ViewState["filters"][number][];
};

/** Puts one parameter into the view; false when it means nothing. */
function readParameter(view: Draft, name: string, value: string): boolean {
  switch (name) {
    case "src":
      return push(view.src, parseSource(value));
    case "f":
      return push(view.filters, parseFilter(value));
    case "sort": {
      const keys = value === "" ? [] : splitParts(value, ",").map(parseSortKey);
      view.sort = keys.filter((key) => key !== null);
      return view.sort.length === keys.length;
    }
    case "q":
      view.search = unescapePart(value);
      return true;
    case "row":
      view.row = parseRow(value);
      return view.row !== null;
    case "msg":
      view.message = parsePosition(value);
      return view.message !== null;
    case "walk":
      view.walk = parseWalk(value);
      return view.walk !== null;
    case "conv":
      view.conversationField = unescapePart(value);
      return true;
    case "roles":
      return readRoles(view, value);
    case "teachers":
      view.groupTeachers = value === "grouped";
      return view.groupTeachers;
    case "tab": {
      const tab = VIEW_TABS.find((name) => name === value);
      if (tab !== undefined) view.tab = tab;
      return tab !== undefined;
    }
    case "charts": {
      const { charts, isComplete } = parseCharts(value);
      view.charts = charts;
      return isComplete;
    }
    case "records":
      view.records = parseRecords(value);
      return view.records !== null;
    case "b":
    case "bf":
    case "bpair":
    case "blist":
    case "border":
      return readCompared(view, name, value);
    default:
      return false;
  }
}

function readCompared(view: Draft, name: "b" | "bf" | "bpair" | "blist" | "border", value: string): boolean {
  const compare = view.compare ?? { ...NEW_COMPARISON, src: [] };
  if (name === "bpair") {
    view.compare = { ...compare, pairBy: value === EMPTY_PART ? "" : unescapePart(value) };
    return true;
  }
  if (name === "blist") {
    const listed = parseListed(value);
    if (listed !== null) view.compare = { ...compare, listed };
    return listed !== null;
  }
  if (name === "border") {
    const order = COMPARE_ORDERS.find((known) => known === value);
    if (order !== undefined) view.compare = { ...compare, order };
    return order !== undefined;
  }
  if (name === "b") {
    const ref = value === SAME_DATASET ? null : parseSource(value);
    if (ref === null && value !== SAME_DATASET) return false;
    view.compare = { ...compare, src: ref === null ? compare.src : [...compare.src, ref] };
    return true;
  }
  const filter = value === NO_FILTERS ? null : parseFilter(value);
  if (filter === null && value !== NO_FILTERS) return false;
  const filters = compare.filters ?? [];
  view.compare = { ...compare, filters: filter === null ? filters : [...filters, filter] };
  return true;
}

function parseListed(value: string): ListedPairs | null {
  const end = value.indexOf(":");
  const kind = PAIR_KINDS.find((known) => known === (end < 0 ? value : value.slice(0, end)));
  if (kind === undefined) return null;
  const field = value.slice(end + 1);
  return { kind, field: end < 0 ? null : field === EMPTY_PART ? "" : unescapePart(field) };
}

function push<Item>(list: Item[], item: Item | null): boolean {
  if (item === null) return false;
  list.push(item);
  return true;
}

function parseSortKey(part: string): SortKey | null {
  const descending = part.startsWith("-");
  const name = descending ? part.slice(1) : part;
  if (name === "") return null;
  return { column: name === EMPTY_PART ? "" : unescapePart(name), descending };
}

function parseRow(value: string): RowRef | null {
  if (value.startsWith("id:")) return { kind: "id", id: unescapePart(value.slice(3)) };
  const row = parsePosition(value);
  return row === null ? null : { kind: "position", row };
}

/** A place that the link counts from 1, counted from 0. */
function parsePosition(value: string): number | null {
  const count = parseCount(value);
  return count === undefined || count < 1 ? null : count - 1;
}

function parseWalk(value: string): RandomWalk | null {
  const [seed, step, ...more] = value.split(":").map(parseCount);
  if (seed === undefined || seed >= SEED_END || step === undefined || step < 1 || more.length > 0)
    return null;
  return { seed, step };
}

function readRoles(view: Draft, value: string): boolean {
  const roles: Partial<Record<ColumnRole, readonly string[]>> = {};
  let isComplete = true;
  for (const group of splitParts(value, ";")) {
    const [role, columns, ...more] = splitParts(group, ":");
    const known = COLUMN_ROLES.find((name) => name === role);
    if (known === undefined || columns === undefined || more.length > 0) {
      isComplete = false;
      continue;
    }
    const names = columns === "" ? [] : splitParts(columns, ",");
    roles[known] = names.map((name) => (name === EMPTY_PART ? "" : unescapePart(name)));
  }
  view.roles = roles;
  return isComplete;
}

function ignored(name: string, value: string): string {
  const shown = value.length > 60 ? `${value.slice(0, 60).toWellFormed()}…` : value;
  return `A part of the link was not understood and is ignored: ${name}=${shown}`;
}
