import { describe, expect, it } from "vitest";
import { WorkerPool } from "./worker-pool";

type Calls = { double: { request: { value: number }; reply: { value: number } } };
type Asked = { id: number; value: number };

/** A worker that answers when the test says so; there are none in Node. */
class SlowWorker {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly asked: Asked[] = [];
  isEnded = false;

  postMessage(message: Asked | string): void {
    // The first message hands over the line to the page.
    if (typeof message !== "string") this.asked.push(message);
  }

  terminate(): void {
    this.isEnded = true;
  }

  answer(): void {
    const asked = this.asked.shift();
    if (asked === undefined) throw new Error("nothing was asked");
    const data = { id: asked.id, ok: true, reply: { value: 2 * asked.value } };
    this.onmessage?.({ data } as MessageEvent);
  }

  die(message = "out of memory"): void {
    this.onerror?.({ message, preventDefault: () => {} } as ErrorEvent);
  }
}

function start(size: number) {
  const workers: SlowWorker[] = [];
  const pool = new WorkerPool<Calls>(size, () => {
    workers.push(new SlowWorker());
    return workers.at(-1) as unknown as Worker;
  });
  const valuesOf = (place: number) => workers[place]?.asked.map(({ value }) => value);
  return { pool, workers, valuesOf };
}

describe("a pool of workers", () => {
  it("gives each worker two requests, the freest first, and the others in order as they answer", async () => {
    const { pool, workers, valuesOf } = start(2);
    const replies = [1, 2, 3, 4, 5, 6].map((value) => pool.run("double", { value }));
    expect([pool.capacity, valuesOf(0), valuesOf(1)]).toEqual([4, [1, 3], [2, 4]]);
    workers[1]?.answer();
    expect(await replies[1]).toEqual({ value: 4 });
    expect([valuesOf(0), valuesOf(1)]).toEqual([
      [1, 3],
      [4, 5],
    ]);
  });

  it("keeps to the first workers what is asked among them", () => {
    const { pool, workers, valuesOf } = start(3);
    const few = pool.among(1);
    for (const value of [1, 2, 3]) few.run("double", { value });
    expect([few.capacity, valuesOf(0), valuesOf(1), valuesOf(2)]).toEqual([2, [1, 2], [], []]);
    workers[0]?.answer();
    expect(valuesOf(0)).toEqual([2, 3]);
  });

  it("renews workers that have nothing to do, and no other", async () => {
    const { pool, workers, valuesOf } = start(2);
    const reply = pool.run("double", { value: 1 });
    pool.renew();
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([false, true, false]);
    pool.run("double", { value: 2 });
    expect([valuesOf(0), valuesOf(1), valuesOf(2)]).toEqual([[1], [], [2]]);
    workers[0]?.answer();
    expect(await reply).toEqual({ value: 2 });
  });

  it("gives up what nobody waits for any longer, and begins anew what others asked of the same worker", async () => {
    const { pool, workers, valuesOf } = start(1);
    const stopping = new AbortController();
    const [hung, waiting] = [1, 3].map((value) => pool.run("double", { value }, stopping.signal));
    const other = pool.run("double", { value: 2 });
    expect([valuesOf(0), valuesOf(1)]).toEqual([[1, 3], undefined]);
    stopping.abort(new Error("not wanted"));
    await expect(hung).rejects.toThrow("not wanted");
    await expect(waiting).rejects.toThrow("not wanted");
    expect(workers[0]?.isEnded).toBe(true);
    expect(workers.slice(1).filter(({ isEnded }) => !isEnded)).toHaveLength(1);
    workers.at(-1)?.answer();
    expect(await other).toEqual({ value: 4 });
    await expect(pool.run("double", { value: 4 }, stopping.signal)).rejects.toThrow("not wanted");
  });

  it("puts another worker in the place of one that died, and tells those who waited for it", async () => {
    const { pool, workers, valuesOf } = start(1);
    const replies = [1, 2, 3].map((value) => pool.run("double", { value }));
    workers[0]?.die();
    await expect(replies[0]).rejects.toThrow("out of memory");
    await expect(replies[1]).rejects.toThrow("out of memory");
    expect([workers[0]?.isEnded, valuesOf(1)]).toEqual([true, [3]]);
  });

  it("says in words that a worker could not be loaded", async () => {
    const { pool, workers } = start(1);
    const reply = pool.run("double", { value: 1 });
    workers[0]?.die(
      "Uncaught NetworkError: Failed to execute 'importScripts' on 'WorkerGlobalScope': The script at 'http://localhost/a.js' failed to load.",
    );
    await expect(reply).rejects.toThrow(/^A part of Loupe could not be loaded/);
  });
});
