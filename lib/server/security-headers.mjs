/**
 * Headers of every response, besides Content-Security-Policy.
 * @type {Readonly<Record<string, string>>}
 */
export const SECURITY_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  // Links hold file names and filters.
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=()",
};

/** For what is no page: files of the data folder, redirects, errors. Shown as a page, it gets no script and no origin. */
export const CLOSED_POLICY =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/**
 * The Content-Security-Policy of a page or an asset. Workers take the policy of their own response.
 * - `nonce` lets the scripts of this one page run; null for responses that are kept and used again.
 * - `origins` are those the user gave by opening a URL; see `givenOrigins`.
 * @param {{ nonce: string | null, origins?: readonly string[], isDevelopment?: boolean }} options
 * @returns {string}
 */
export function contentSecurityPolicy({ nonce, origins = [], isDevelopment = false }) {
  const nonces = nonce === null ? [] : [`'nonce-${nonce}'`];
  const directives = {
    "default-src": ["'none'"],
    // React's development build needs eval for its stack traces; the production build does not.
    "script-src": ["'self'", ...nonces, "'wasm-unsafe-eval'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", ...(isDevelopment ? ["'unsafe-inline'"] : nonces)],
    // data: is no request; the picture of a record is drawn from one, as canvases refuse those of blob: addresses.
    "img-src": ["'self'", "blob:", "data:"],
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
 * Origins of the http(s) URLs among the `src` and `b` parameters of a link, which the page then may connect to.
 * A host may hold signs that end a directive (";", ","), so only plain ones pass.
 * @param {URLSearchParams} parameters
 * @returns {readonly string[]}
 */
export function givenOrigins(parameters) {
  /** @type {Set<string>} */
  const origins = new Set();
  for (const src of [...parameters.getAll("src"), ...parameters.getAll("b")]) {
    const origin = URL.canParse(src) ? new URL(src).origin : "";
    if (/^https?:\/\/[a-z0-9.\-[\]:]+$/.test(origin)) origins.add(origin);
  }
  return [...origins].slice(0, ORIGINS_MAX);
}
