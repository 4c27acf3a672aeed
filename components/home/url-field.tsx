"use client";

import { Link2 } from "lucide-react";
import { useState } from "react";
import { agreeToUrl } from "@/components/shell/url-consent";
import { Button, TextField } from "@/components/ui";
import { EMPTY_VIEW, serializeView } from "@/lib/view";

/** An address of a file on another server; it must allow this page to read it by ranges. */
export function UrlField() {
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
    window.location.assign(
      `/browse?${serializeView({ ...EMPTY_VIEW, src: [{ kind: "url", url: parsed.href }] })}`,
    );
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
