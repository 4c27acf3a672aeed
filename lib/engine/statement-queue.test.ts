import { describe, expect, it } from "vitest";
import { StatementQueue } from "./statement-queue";

/** Work that ends when it is told to. */
function openWork<T>(result: T) {
  let isStarted = false;
  let finish = () => {};
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return {
    work: async () => {
      isStarted = true;
      await ended;
      return result;
    },
    finish,
    get isStarted() {
      return isStarted;
    },
  };
}

describe("the queue of statements", () => {
  it("runs one at a time, in the order of asking", async () => {
    const queue = new StatementQueue();
    const log: string[] = [];
    const names = ["first", "second", "third"];
    const answers = names.map((name) =>
      queue.add(async () => {
        log.push(`${name} starts`);
        await Promise.resolve();
        log.push(`${name} ends`);
        return name;
      }),
    );
    expect(await Promise.all(answers)).toEqual(names);
    expect(log).toEqual(names.flatMap((name) => [`${name} starts`, `${name} ends`]));
  });

  it("lets urgent work go before what waits", async () => {
    const queue = new StatementQueue();
    const order: string[] = [];
    const note = (name: string) => async () => void order.push(name);
    const busy = openWork("busy");
    const first = queue.add(busy.work);
    const others = [queue.add(note("view 1")), queue.add(note("view 2"))];
    const urgent = [
      queue.add(note("load 1"), { isUrgent: true }),
      queue.add(note("load 2"), { isUrgent: true }),
    ];
    busy.finish();
    await Promise.all([first, ...others, ...urgent]);
    expect(order).toEqual(["load 1", "load 2", "view 1", "view 2"]);
  });

  it("never runs what was aborted while it waited, and goes on", async () => {
    const queue = new StatementQueue();
    const busy = openWork("busy");
    const dropped = openWork("dropped");
    const abort = new AbortController();
    const first = queue.add(busy.work);
    const waiting = queue.add(dropped.work, { signal: abort.signal });
    const last = queue.add(async () => "last");
    abort.abort();
    busy.finish();
    await expect(waiting).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
    expect(await first).toBe("busy");
    expect(await last).toBe("last");
    expect(dropped.isStarted).toBe(false);
  });

  it("tells whoever aborted at once, not when the turn comes", async () => {
    const queue = new StatementQueue();
    const busy = openWork("busy");
    const first = queue.add(busy.work);
    const abort = new AbortController();
    const waiting = queue.add(async () => "never", { signal: abort.signal });
    abort.abort(new Error("the view changed"));
    await expect(waiting).rejects.toThrow("the view changed");
    busy.finish();
    expect(await first).toBe("busy");
  });

  it("refuses what is aborted before it is asked", async () => {
    const queue = new StatementQueue();
    const work = openWork("never");
    await expect(queue.add(work.work, { signal: AbortSignal.abort() })).rejects.toThrow(
      expect.objectContaining({ name: "AbortError" }),
    );
    expect(work.isStarted).toBe(false);
  });

  it("keeps the turn of aborted work that already runs, but gives no late answer", async () => {
    const queue = new StatementQueue();
    const busy = openWork("late");
    const next = openWork("next");
    const abort = new AbortController();
    const first = queue.add(busy.work, { signal: abort.signal });
    const second = queue.add(next.work);
    abort.abort();
    await expect(first).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
    expect(next.isStarted).toBe(false);
    busy.finish();
    next.finish();
    expect(await second).toBe("next");
  });

  it("leaves an answer alone that came before the abort", async () => {
    const queue = new StatementQueue();
    const abort = new AbortController();
    const first = queue.add(async () => "answer", { signal: abort.signal });
    expect(await first).toBe("answer");
    abort.abort();
    expect(await first).toBe("answer");
  });

  it("runs what is urgent before all that wait, in the order of asking", async () => {
    const queue = new StatementQueue();
    const log: string[] = [];
    const note = (name: string, isUrgent: boolean) =>
      queue.add(async () => void log.push(name), { isUrgent });
    await Promise.all([
      note("running", false),
      note("view 1", false),
      note("load 1", true),
      note("view 2", false),
      note("load 2", true),
    ]);
    expect(log).toEqual(["running", "load 1", "load 2", "view 1", "view 2"]);
  });

  it("goes on after a failure, which only its own caller hears of", async () => {
    const queue = new StatementQueue();
    const failing = queue.add(async () => {
      throw new Error("no such table");
    });
    const next = queue.add(async () => "next");
    await expect(failing).rejects.toThrow("no such table");
    expect(await next).toBe("next");
  });

  it("goes on after work that throws before it starts to wait", async () => {
    const queue = new StatementQueue();
    const failing = queue.add((): Promise<never> => {
      throw new Error("at once");
    });
    const next = queue.add(async () => "next");
    await expect(failing).rejects.toThrow("at once");
    expect(await next).toBe("next");
  });

  it("takes new work from the answer of the work before", async () => {
    const queue = new StatementQueue();
    const answer = queue.add(async () => "one").then((one) => queue.add(async () => `${one}, two`));
    expect(await answer).toBe("one, two");
  });
});
