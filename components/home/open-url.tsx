"use client";

import { UrlField } from "@/components/shell/url-field";
import { EMPTY_VIEW } from "@/lib/view";

/** Opens the file at an address. */
export function OpenUrl() {
  return <UrlField viewOf={(url) => ({ ...EMPTY_VIEW, src: [{ kind: "url", url }] })} />;
}
