import { serveVendorFile } from "@/lib/server";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ name: string }>;
}

export async function GET(request: Request, context: Context): Promise<Response> {
  return serveVendorFile(request, (await context.params).name);
}

export async function HEAD(request: Request, context: Context): Promise<Response> {
  return serveVendorFile(request, (await context.params).name);
}
