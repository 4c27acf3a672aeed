import { dataMounts, listDataFiles } from "@/lib/server";

export const dynamic = "force-dynamic";

/** GET /data: the files of the data folder, as `DataListing`. */
export async function GET(): Promise<Response> {
  return Response.json(await listDataFiles(dataMounts()), { headers: { "Cache-Control": "no-store" } });
}
