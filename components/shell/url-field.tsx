"use client";

import { Link2 } from "lucide-react";
import { useState } from "react";
import { Button, TextField } from "@/components/ui";
import { serializeView, type ViewState } from "@/lib/view";
import { agreeToUrl } from "./url-consent";

/** An address of a file on another server; it must allow this page to read it by ranges. `viewOf` is the view with it. */
export function UrlField({ viewOf }: { viewOf: (url: string) => ViewState }) {
  const [url, setUrl] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  function open() {
    const parsed = URL.parse(url.trim());
    if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
      setProblem("Write the whole address, starting with https://");
      return;
    }
    agreeToUrl(parsed.href);
    // A full load of the page: the policy of the new page allows connections to this server and no other.
    window.location.assign(`/browse?${serializeView(viewOf(parsed.href))}`);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <div className="flex gap-2">
        <TextField
          aria-label="Address of a file"
          aria-describedby={problem === null ? undefined : "url-problem"}
          aria-invalid={problem !== null}
          icon={<Link2 aria-hidden />}
          placeholder="https://…/train.jsonl"
          value={url}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setUrl(event.currentTarget.value);
            setProblem(null);
          }}
          className="flex-1"
        />
        <Button type="submit">Open address</Button>
      </div>
      {problem === null ? null : (
        <p id="url-problem" role="alert" className="mt-1 text-problem text-xs">
          {problem}
        </p>
      )}
    </form>
  );
}
