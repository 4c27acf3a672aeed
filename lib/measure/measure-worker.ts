import { serveWorker } from "@/lib/worker";
import { labelLengths } from "./label-lengths";
import type { MeasureRequest } from "./measure-protocol";

serveWorker((request: MeasureRequest) => labelLengths(request));
