import { serveWorker } from "@/lib/worker";
import { searchChunk } from "./search-chunk";
import type { SearchRequest } from "./search-protocol";

serveWorker((request: SearchRequest) => searchChunk(request));
