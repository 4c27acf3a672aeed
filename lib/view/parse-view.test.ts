import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseView } from "./parse-view";
import { serializeView } from "./serialize-view";
import { nasty } from "./testing";

describe("a broken link", () => {
  const broken = [
    "src=ftp://example.org/x",
    "src=javascript:alert(1)",
    "src=//example.org/x.jsonl",
    "src=local:a~b~c~d",
    "src=local:a~1~2~f~schema",
    "src=",
    "f=category",
    "f=category~like~x",
    "f=turns~between~1",
    "f=turns~within~",
    "f=turns~within~1,2~3,below,x",
    "f=turns~within~1,2,3,4",
    "f=source~with",
    "f=source~with~mlt~x",
    "f=source~with~mlt~x~!r1",
    "f=source~with~mlt~x~!r1,under,2",
    "f=source~with~mlt~x~!r1,below,x",
    "f=tools~then~a",
    "f=tools~then~a~b~!not~c",
    "f=tools~not-then~a~b~!not~c~d",
    "f=tools~then~!2by2~a~b~c",
    "f=latency~below~x",
    "f=latency~from~5~below",
    "f=latency~from~5~under~10",
    "f=",
    "sort=a,,b",
    "row=-1",
    "row=0",
    "msg=0",
    "row=one",
    "msg=1.5",
    "walk=7",
    "walk=7:0",
    "walk=1000000000:1",
    "walk=7:1:2",
    "roles=colour:x",
    "teachers=maybe",
    "tab=map",
    "charts=pie:category",
    "charts=values",
    "charts=values:a:b:c",
    "b=nonsense",
    "b=",
    "bf=nonsense",
    "records=12",
    "records=a0",
    "records=a1-b2-b3",
    "utm_source=mail",
  ];
  it.each(broken)("ignores %s with a notice and keeps the rest", (part) => {
    const { view: state, notices } = parseView(`src=sample:tools&${part}&q=word`);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(part.slice(0, part.indexOf("=")));
    expect(state.src).toEqual([{ kind: "sample", name: "tools" }]);
    expect(state.search).toBe("word");
  });

  it("takes any text without failing", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const { view: state } = parseView(text);
        expect(parseView(serializeView(state)).view).toEqual(state);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom("src", "f", "sort", "row", "roles", "charts", "q"), nasty, (name, text) => {
        const { view: state } = parseView(new URLSearchParams([[name, text.toWellFormed()]]));
        expect(parseView(serializeView(state)).view).toEqual(state);
      }),
    );
  });
});
