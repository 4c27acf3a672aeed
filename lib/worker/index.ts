export { takeRelay, withRelay } from "./page-relay";
export { fromFailure, toFailure, type WorkerFailure } from "./worker-failure";
export { serveWorker } from "./worker-messages";
export { lineWorkerCount, WorkerPool, workerCount } from "./worker-pool";
