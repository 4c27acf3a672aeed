"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { tipOf, useToast } from "@/components/ui";

/** Copies what `text` gives. A quiet icon; says so for two seconds when done, and says why when it cannot. */
export function CopyButton({
  label,
  text,
  icon = <Copy aria-hidden />,
  children,
}: {
  /** Accessible name, such as "Copy code". */
  label: string;
  text: () => string;
  icon?: ReactNode;
  /** Visible words beside the icon. */
  children?: ReactNode;
}) {
  const [isCopied, setCopied] = useState(false);
  const toast = useToast();
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async (): Promise<void> => {
    try {
      // Half characters would make the clipboard refuse the whole text.
      await navigator.clipboard.writeText(text().toWellFormed());
      setCopied(true);
    } catch {
      toast({
        title: "Not copied",
        description: "The browser did not allow access to the clipboard.",
        tone: "problem",
      });
    }
  };

  return (
    <button
      type="button"
      aria-label={isCopied ? `${label}: copied` : label}
      {...(children === undefined ? tipOf(label) : undefined)}
      onClick={() => void copy()}
      className="inline-flex h-6 min-w-6 shrink-0 cursor-default items-center justify-center gap-1 rounded-sm px-1 text-ink-3 text-xs hover:bg-surface-3 hover:text-ink [&_svg]:size-3.5"
    >
      {isCopied ? <Check aria-hidden /> : icon}
      {children}
    </button>
  );
}
