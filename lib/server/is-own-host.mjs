/**
 * True when a Host header names this machine itself. A page of another site can point its own name at 127.0.0.1
 * (DNS rebinding) and would then be allowed to read our answers; such requests carry that other name.
 * @param {string | undefined} header
 */
export function isOwnHost(header) {
  if (header === undefined) return false;
  const name = header.replace(/:\d*$/, "").toLowerCase();
  return name === "localhost" || name.endsWith(".localhost") || name === "127.0.0.1" || name === "[::1]";
}
