import { createServer } from "node:http";
import { StartError } from "./read-targets.mjs";

const PORT_FIRST = 3000;
const PORT_LAST = 3999;

/**
 * How long a connection that nobody uses stays open. With the five seconds of Node a reader comes back just when it is
 * being closed, again and again, and is refused.
 */
const KEEP_ALIVE_MS = 120_000;

/**
 * @typedef {object} Listening
 * @property {number} port
 * @property {() => void} close drops every connection
 */

/**
 * Listens on a port of `hosts`: on `port` when given (0 for any), else on the first free one from 3000.
 * The first host must be there; a further one (IPv6 on a machine without it) may be missing.
 * @param {import("node:http").RequestListener} handler
 * @param {{ hosts: readonly string[], port: number | null }} options
 * @returns {Promise<Listening>}
 */
export async function listen(handler, { hosts, port }) {
  if (port !== null) {
    const listening = await listenOn(handler, hosts, port);
    if (!listening) throw new StartError(`Port ${port} is in use by another program`);
    return listening;
  }
  for (let candidate = PORT_FIRST; candidate <= PORT_LAST; candidate++) {
    const listening = await listenOn(handler, hosts, candidate);
    if (listening) return listening;
  }
  throw new StartError(`No port from ${PORT_FIRST} to ${PORT_LAST} is free`);
}

/**
 * @param {import("node:http").RequestListener} handler
 * @param {readonly string[]} hosts
 * @param {number} port
 * @returns {Promise<Listening | null>} null when the port is taken on one of the hosts
 */
async function listenOn(handler, hosts, port) {
  /** @type {import("node:http").Server[]} */
  const servers = [];
  const close = () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  let bound = port;
  for (const host of hosts) {
    const server = createServer(handler);
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    const error = await new Promise((settle) => {
      server.once("error", settle);
      server.listen({ host, port: bound }, () => settle(null));
    });
    if (error === null) {
      servers.push(server);
      const address = server.address();
      if (address !== null && typeof address === "object") bound = address.port;
    } else if (error.code === "EADDRINUSE") {
      close();
      return null;
    } else if (servers.length === 0) {
      throw new StartError(`Cannot listen on ${host}, port ${port}: ${error.message}`);
    }
  }
  return { port: bound, close };
}
