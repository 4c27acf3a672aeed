import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EMPTY_VIEW, type ViewState } from "@/lib/view";
import { currentView, editView, editViewAsked, setView, subscribeToView } from "./use-view";

const START = "?src=sample:one.jsonl";

/** As much of a window as the address needs. */
function fakeWindow() {
  const location = { pathname: "/browse", search: START };
  const go = (_state: unknown, _title: string, address: string) => {
    const { pathname, search } = new URL(address, "http://localhost");
    Object.assign(location, { pathname, search });
  };
  const events = new EventTarget();
  return {
    location,
    history: { state: null, pushState: go, replaceState: go },
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  };
}

let page: ReturnType<typeof fakeWindow>;
let leave: () => void;
const heard = vi.fn();

beforeEach(() => {
  page = fakeWindow();
  vi.stubGlobal("window", page);
  leave = subscribeToView(heard);
  heard.mockClear();
});

afterEach(() => {
  leave();
  vi.unstubAllGlobals();
});

const openRow = (row: number) => (old: ViewState) => ({ ...old, row: { kind: "position" as const, row } });

describe("the view on the screen", () => {
  it("is what the address says when the page is entered", () => {
    expect(currentView()).toEqual({ ...EMPTY_VIEW, src: [{ kind: "sample", name: "one.jsonl" }] });
  });

  it("keeps a step though the router writes the address of the step before", () => {
    editView(openRow(0));
    const first = page.location.search;
    editView(openRow(1));
    page.location.search = first;
    expect(currentView().row).toEqual({ kind: "position", row: 1 });
    editView((old) => ({ ...old, search: "age" }), "replace");
    expect(currentView()).toMatchObject({ row: { kind: "position", row: 1 }, search: "age" });
    expect(new URLSearchParams(page.location.search).get("row")).toBe("2");
  });

  it("follows the address when the person goes back", () => {
    editView(openRow(0));
    heard.mockClear();
    page.location.search = START;
    page.dispatchEvent(new Event("popstate"));
    expect(currentView().row).toBeNull();
    expect(heard).toHaveBeenCalledOnce();
  });

  it("stays while the person goes back to another page", () => {
    editView(openRow(0));
    Object.assign(page.location, { pathname: "/", search: "" });
    page.dispatchEvent(new Event("popstate"));
    expect(currentView().row).toEqual({ kind: "position", row: 0 });
  });

  it("tells nobody of a view that is there already", () => {
    setView(currentView());
    expect(heard).not.toHaveBeenCalled();
  });

  it("asks about a change before it is drawn, and loses no step meanwhile", async () => {
    const asked: ViewState[] = [];
    editViewAsked(openRow(4), (view) => asked.push(view));
    expect(asked.map(({ row }) => row)).toEqual([{ kind: "position", row: 4 }]);
    expect(heard).not.toHaveBeenCalled();
    expect(new URLSearchParams(page.location.search).get("row")).toBe("5");
    editViewAsked(
      (old) => ({ ...old, search: "age" }),
      (view) => asked.push(view),
    );
    expect(asked.at(-1)).toMatchObject({ row: { kind: "position", row: 4 }, search: "age" });
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2));
    expect(currentView()).toMatchObject({ row: { kind: "position", row: 4 }, search: "age" });
  });

  it("asks nothing about the view that is there already", async () => {
    const ask = vi.fn();
    editViewAsked((old) => old, ask);
    expect(ask).not.toHaveBeenCalled();
  });

  it("keeps what others have written into the entry of the history", () => {
    const states: unknown[] = [];
    page.history.state = { router: "its own" } as never;
    page.history.pushState = (state) => states.push(state);
    editView(openRow(1));
    expect(states).toEqual([{ router: "its own", loupeDepth: 1 }]);
  });
});
