import { serveDataFile } from "@/lib/server";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return serveDataFile(request);
}

export function HEAD(request: Request): Promise<Response> {
  return serveDataFile(request);
}
