import { type NextRequest, NextResponse } from "next/server";
import { CLOSED_POLICY, contentSecurityPolicy, givenOrigins, SECURITY_HEADERS } from "@/lib/server";

/** Puts the security headers on every response. Next reads the nonce from the policy in the request's headers. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, searchParams } = request.nextUrl;
  const isDevelopment = process.env.NODE_ENV === "development";
  if (pathname.startsWith("/data/")) return withHeaders(NextResponse.next(), CLOSED_POLICY);
  if (isAsset(pathname))
    return withHeaders(NextResponse.next(), contentSecurityPolicy({ nonce: null, isDevelopment }));

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const origins = pathname === "/browse" || pathname === "/read" ? givenOrigins(searchParams) : [];
  const policy = contentSecurityPolicy({ nonce, origins, isDevelopment });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  return withHeaders(NextResponse.next({ request: { headers } }), policy);
}

// No nonce here: such a response is cached, and a nonce may be used once.
function isAsset(pathname: string): boolean {
  return /^\/(_next\/static|vendor|samples)\//.test(pathname);
}

function withHeaders(response: NextResponse, policy: string): NextResponse {
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
}
