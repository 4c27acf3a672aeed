import { readForeignThrough, serveForeignReads } from "@/lib/source";

const RELAY_MESSAGE = "loupe:relay";

/** For the page: gives a new worker the line through which it reads URLs of other origins. Returns the worker. */
export function withRelay(worker: Worker): Worker {
  const { port1, port2 } = new MessageChannel();
  serveForeignReads(port1);
  worker.postMessage(RELAY_MESSAGE, [port2]);
  return worker;
}

/** For workers: takes the line from the page's first message. False for any other message. */
export function takeRelay(event: MessageEvent): boolean {
  const [port] = event.ports;
  if (event.data !== RELAY_MESSAGE || !port) return false;
  readForeignThrough(port);
  return true;
}
