import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveQuery } from "./live-query";

function deferred<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Lets answers come and timers run that are due within a moment, and those that these set. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(10);
}

describe("LiveQuery", () => {
  // Of a clock of its own: a machine that stands still for a moment lets an interval end.
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("never lets a late answer land over a newer question", async () => {
    const live = new LiveQuery<string>(0);
    const slow = deferred<string>();
    const signals: AbortSignal[] = [];
    live.ask("old", 1, (signal) => {
      signals.push(signal);
      return slow.promise;
    });
    live.ask("new", 1, async () => "new answer");
    await settle();
    slow.resolve("old answer");
    await settle();
    expect(signals[0]?.aborted).toBe(true);
    expect(live.getAnswer()).toEqual({ key: "new", value: "new answer", error: null, isPending: false });
  });

  it("keeps the last answer on the screen while the next is on its way", async () => {
    const live = new LiveQuery<number>(0);
    live.ask("a", 1, async () => 1);
    await settle();
    live.ask("b", 1, () => new Promise(() => undefined));
    expect(live.getAnswer()).toEqual({ key: "a", value: 1, error: null, isPending: true });
  });

  it("finishes a running question when data arrives, then asks again", async () => {
    const live = new LiveQuery<number>(0);
    const first = deferred<number>();
    const asked: number[] = [];
    live.ask("rows", 1, () => {
      asked.push(1);
      return first.promise;
    });
    for (const revision of [2, 3, 4]) {
      live.ask("rows", revision, async () => {
        asked.push(revision);
        return revision;
      });
    }
    expect(asked).toEqual([1]);
    first.resolve(1);
    await settle();
    expect(asked).toEqual([1, 4]);
    expect(live.getAnswer().value).toBe(4);
  });

  it("asks again sooner at first, then at its interval", async () => {
    const live = new LiveQuery<number>(200);
    let asked = 0;
    const next = () => live.ask("rows", asked + 1, async () => ++asked);
    const askedWithin = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms);
      return asked;
    };
    next();
    expect(await askedWithin(0)).toBe(1);
    next();
    expect(await askedWithin(74)).toBe(1);
    expect(await askedWithin(1)).toBe(2);
    next();
    expect(await askedWithin(149)).toBe(2);
    expect(await askedWithin(1)).toBe(3);
    next();
    expect(await askedWithin(199)).toBe(3);
    expect(await askedWithin(1)).toBe(4);
  });

  it("takes up a question put aside without asking again, unless there is more data", async () => {
    const live = new LiveQuery<number>(0);
    let asked = 0;
    const run = async () => ++asked;
    live.ask("rows", 1, run);
    await settle();
    live.ask(null, 1, run);
    live.ask("rows", 1, run);
    await settle();
    expect(asked).toBe(1);
    live.ask(null, 2, run);
    live.ask("rows", 2, run);
    await settle();
    expect(live.getAnswer()).toEqual({ key: "rows", value: 2, error: null, isPending: false });
  });

  it("asks at once when it need not wait any longer", async () => {
    const live = new LiveQuery<number>(60_000);
    live.ask("rows", 1, async () => 1);
    await settle();
    live.ask("rows", 2, async () => 2);
    await settle();
    expect(live.getAnswer().value).toBe(1);
    live.setInterval(0);
    live.ask("rows", 2, async () => 2);
    await settle();
    expect(live.getAnswer().value).toBe(2);
  });

  it("says why a question failed", async () => {
    const live = new LiveQuery<number>(0);
    live.ask("bad", 1, async () => {
      throw new Error("no such column");
    });
    await settle();
    expect(live.getAnswer()).toEqual({ key: "bad", value: null, error: "no such column", isPending: false });
  });

  it("shows what is told before the answer is whole, and nothing of a question put aside", async () => {
    const live = new LiveQuery<string>(0);
    const whole = deferred<string>();
    let tell: (value: string) => void = () => {};
    live.ask("a", 1, (_, tellSome) => {
      tell = tellSome;
      return whole.promise;
    });
    tell("some");
    expect(live.getAnswer()).toEqual({ key: null, value: "some", error: null, isPending: true });
    whole.resolve("all");
    await settle();
    tell("late");
    expect(live.getAnswer()).toEqual({ key: "a", value: "all", error: null, isPending: false });
  });
});
