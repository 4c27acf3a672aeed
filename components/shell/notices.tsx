"use client";

import { X } from "lucide-react";
import { IconButton } from "@/components/ui";

export interface NoticeItem {
  key: string;
  tone: "plain" | "problem";
  text: string;
}

/** Things to know about what is on the screen; each can be put away. */
export function Notices({
  items,
  onDismiss,
}: {
  items: readonly NoticeItem[];
  onDismiss: (key: string) => void;
}) {
  if (items.length === 0) return null;
  return (
    <ul aria-label="Notices" className="shrink-0">
      {items.map((item) => (
        <li
          key={item.key}
          className="flex min-h-7 items-center gap-2 border-line border-b bg-surface-2 py-0.5 pr-1 pl-3 text-xs"
        >
          <span
            aria-hidden
            className={`size-1.5 shrink-0 rounded-full ${item.tone === "problem" ? "bg-problem" : "bg-accent"}`}
          />
          {/* The item itself stays an item: a list may hold nothing else. */}
          <span role={item.tone === "problem" ? "alert" : undefined} className="min-w-0 flex-1 break-words">
            {item.text}
          </span>
          <IconButton size="sm" label="Dismiss" icon={<X />} onClick={() => onDismiss(item.key)} />
        </li>
      ))}
    </ul>
  );
}
