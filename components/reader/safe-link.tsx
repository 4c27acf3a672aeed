import type { ReactNode } from "react";
import { toVisibleLine } from "./visible-characters";

const SAFE_PROTOCOLS = new Set(["http:", "https:", "mailto:"]);

/** The address when it is absolute and of a kind that may be opened (http, https, mailto); else null. */
export function safeAddress(address: string): string | null {
  try {
    const url = new URL(address);
    return SAFE_PROTOCOLS.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * A link out of a message. Shows where it leads, as its words may say otherwise; an address that must not be
 * opened (javascript:, data:, relative) stays text.
 */
export function SafeLink({ address, children }: { address: string; children: ReactNode }) {
  const href = safeAddress(address);
  const shown = toVisibleLine(href === null ? address : hostOf(href));
  const words = typeof children === "string" ? children : null;
  const tellsItself =
    words !== null && (words === address || address === `mailto:${words}` || words === href);
  const place = tellsItself || shown === "" ? null : <span className="reader-address">{clamp(shown)}</span>;
  if (href === null)
    return (
      <span title={`Not opened: ${clamp(toVisibleLine(address))}`}>
        {children}
        {place}
      </span>
    );
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" title={clamp(href, 400)}>
      {children}
      {place}
    </a>
  );
}

function hostOf(href: string): string {
  const url = new URL(href);
  return url.protocol === "mailto:" ? url.pathname : url.host;
}

function clamp(text: string, limit = 80): string {
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}
