import { COLUMN_ROLES } from "@/lib/schema/model";
import { serializeCharts } from "./chart-codec";
import { NO_FILTERS, SAME_DATASET } from "./compare-words";
import { serializeRecords } from "./compared-records";
import { EMPTY_PART, encodeReadable, escapePart } from "./escape";
import { serializeFilter } from "./filter-codec";
import { NEW_COMPARISON, type RowRef, type SortKey, type ViewState } from "./model";
import { serializeSource } from "./source-codec";

/**
 * The view as a URL query without "?". Defaults are left out; parameters, and roles within theirs, stand in a
 * fixed order: the same view always gives the same link. `parseView` gives the view back, whatever its text holds.
 */
export function serializeView(view: ViewState): string {
  const parameters: [name: string, value: string][] = [];
  for (const ref of view.src) parameters.push(["src", serializeSource(ref)]);
  for (const filter of view.filters) parameters.push(["f", serializeFilter(filter)]);
  if (view.sort.length > 0) parameters.push(["sort", view.sort.map(serializeSortKey).join(",")]);
  if (view.search !== "") parameters.push(["q", escapePart(view.search, /!/g)]);
  if (view.row !== null) parameters.push(["row", serializeRow(view.row)]);
  if (view.message !== null) parameters.push(["msg", String(view.message + 1)]);
  if (view.walk !== null) parameters.push(["walk", `${view.walk.seed}:${view.walk.step}`]);
  if (view.conversationField !== null) parameters.push(["conv", escapePart(view.conversationField, /!/g)]);
  const roles = serializeRoles(view.roles);
  if (roles !== "") parameters.push(["roles", roles]);
  if (view.groupTeachers) parameters.push(["teachers", "grouped"]);
  if (view.tab !== "table") parameters.push(["tab", view.tab]);
  if (view.charts !== null) parameters.push(["charts", serializeCharts(view.charts)]);
  parameters.push(...compareParameters(view.compare));
  if (view.records !== null) parameters.push(["records", serializeRecords(view.records)]);
  const query = parameters.map(([name, value]) => `${name}=${encodeReadable(value)}`).join("&");
  // Mail and chat programs take punctuation at the end of a link for the end of a sentence.
  return query.replace(/[.,:;!~+_-]$/, (sign) => `%${sign === "+" ? "20" : hexCode(sign)}`);
}

function hexCode(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase();
}

/**
 * `b` is each source of B, or the word for the same dataset; `bf` each of its filters, or the word for none; `bpair` the
 * column that pairs records, `blist` the records that are listed (`different`, `only-b`, `different:category`), and
 * `border` the order of values, where they are not those of a new comparison.
 */
function compareParameters(compare: ViewState["compare"]): [name: string, value: string][] {
  if (compare === null) return [];
  const sources = compare.src.length === 0 ? [SAME_DATASET] : compare.src.map(serializeSource);
  const filters = compare.filters?.length === 0 ? [NO_FILTERS] : (compare.filters ?? []).map(serializeFilter);
  const { pairBy, listed, order } = compare;
  const parameters: [name: string, value: string][] = [
    ...sources.map((value): [string, string] => ["b", value]),
    ...filters.map((value): [string, string] => ["bf", value]),
  ];
  if (pairBy !== null) parameters.push(["bpair", pairBy === "" ? EMPTY_PART : escapePart(pairBy, /!/g)]);
  if (listed !== null) {
    const { kind, field } = listed;
    const words = field === "" ? EMPTY_PART : escapePart(field ?? "", /!/g);
    parameters.push(["blist", field === null ? kind : `${kind}:${words}`]);
  }
  if (order !== NEW_COMPARISON.order) parameters.push(["border", order]);
  return parameters;
}

function serializeSortKey(key: SortKey): string {
  const column = key.column === "" ? EMPTY_PART : escapePart(key.column, /[!,]/g).replace(/^-/, "!-");
  return key.descending ? `-${column}` : column;
}

function serializeRow(row: RowRef): string {
  switch (row.kind) {
    case "id":
      return `id:${escapePart(row.id, /!/g)}`;
    case "position":
      // People count from 1, in links as on the screen.
      return String(row.row + 1);
  }
}

function serializeRoles(roles: ViewState["roles"]): string {
  const groups: string[] = [];
  for (const role of COLUMN_ROLES) {
    const columns = roles[role];
    if (columns === undefined) continue;
    groups.push(`${role}:${columns.map((name) => (name === "" ? EMPTY_PART : escapePart(name))).join(",")}`);
  }
  return groups.join(";");
}
