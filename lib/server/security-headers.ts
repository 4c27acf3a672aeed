/** Headers of every response, besides Content-Security-Policy. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  // Links hold file names and filters.
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), bluetooth=(), midi=(), display-capture=(), browsing-topics=()",
};

/** Files of the data folder are bytes: whoever opens one as a page gets no script, no origin, no request. */
export const DATA_POLICY =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

export interface PolicyOptions {
  /** Lets the scripts of this one page run; null for responses that are no page (workers, assets). */
  nonce: string | null;
  /** Origins that the user gave by opening a URL; see `givenOrigins`. */
  origins?: readonly string[];
  isDevelopment?: boolean;
}

/** The Content-Security-Policy of a page or an asset. Workers take the policy of their own response. */
export function contentSecurityPolicy({ nonce, origins = [], isDevelopment = false }: PolicyOptions): string {
  const nonces = nonce === null ? [] : [`'nonce-${nonce}'`];
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'none'"],
    // React's development build needs eval for its stack traces; the production build does not.
    "script-src": ["'self'", ...nonces, "'wasm-unsafe-eval'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", ...(isDevelopment ? ["'unsafe-inline'"] : nonces)],
    "img-src": ["'self'", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...origins, ...(isDevelopment ? ["ws:"] : [])],
    "worker-src": ["'self'", "blob:"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

const ORIGINS_MAX = 16;

/**
 * Origins of the http(s) URLs among the `src` parameters of a link, which the page then may connect to.
 * A host may hold characters that end a directive (";", ","), so only plain ones pass.
 */
export function givenOrigins(parameters: URLSearchParams): readonly string[] {
  const origins = new Set<string>();
  for (const src of parameters.getAll("src")) {
    const text = src.replace(/^url:/, "");
    const origin = URL.canParse(text) ? new URL(text).origin : "";
    if (/^https?:\/\/[a-z0-9.\-[\]:]+$/.test(origin)) origins.add(origin);
  }
  return [...origins].slice(0, ORIGINS_MAX);
}
