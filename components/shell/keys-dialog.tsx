"use client";

import { Dialog, Kbd } from "@/components/ui";
import { KEY_LIST } from "./key-list";

export function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys">
      {/* On a low screen the list is longer than the panel, and nothing else in it takes the focus to scroll it. */}
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keys
        tabIndex={0}
        aria-label="All keys"
        className="gap-x-8 p-4 outline-offset-[-2px] sm:columns-2"
      >
        {KEY_LIST.map((group) => (
          <section key={group.title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 font-semibold text-sm">{group.title}</h3>
            <dl>
              {group.keys.map(([key, does]) => (
                <div key={key} className="flex items-center gap-3 py-1">
                  <dt className="flex w-28 shrink-0 gap-1">
                    {key.split(" ").map((part) => (
                      <Kbd key={part}>{part}</Kbd>
                    ))}
                  </dt>
                  <dd className="text-ink-2">{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}
