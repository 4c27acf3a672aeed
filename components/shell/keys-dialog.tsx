"use client";

import { Dialog, Kbd } from "@/components/ui";
import { KEY_LIST } from "./key-list";

export function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys">
      <div className="grid gap-x-8 gap-y-5 p-4 sm:grid-cols-2">
        {KEY_LIST.map((group) => (
          <section key={group.title}>
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
      </div>
    </Dialog>
  );
}
