"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useCallback } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";

export interface ToastOptions {
  title: string;
  description?: string;
  /** "problem" is announced at once and stays until dismissed. */
  tone?: "plain" | "problem";
}

/** Returns a stable function that shows a short message at the bottom of the page. */
export function useToast(): (options: ToastOptions) => void {
  const { add } = Base.useToastManager();
  return useCallback(
    ({ title, description, tone = "plain" }: ToastOptions) => {
      add({
        title,
        description,
        type: tone,
        timeout: tone === "problem" ? 0 : 4000,
        priority: tone === "problem" ? "high" : "low",
      });
    },
    [add],
  );
}

/** What a toast says of work that goes on. */
export interface WorkToast {
  tell(description: string): void;
  close(): void;
}

/** Returns a stable function that shows a message until it is closed, with a way to stop what it tells of. */
export function useWorkToast(): (options: { title: string; onCancel: () => void }) => WorkToast {
  const { add, update, close } = Base.useToastManager();
  return useCallback(
    ({ title, onCancel }) => {
      const id = add({
        title,
        type: "plain",
        timeout: 0,
        priority: "low",
        actionProps: { children: "Cancel", onClick: onCancel },
      });
      return { tell: (description) => update(id, { description }), close: () => close(id) };
    },
    [add, update, close],
  );
}

/** Shows the toasts of useToast and useWorkToast; mounted once by UiProvider. */
export function ToastRegion() {
  const { toasts } = Base.useToastManager();
  return (
    <Base.Portal>
      <Base.Viewport className="fixed right-3 bottom-3 z-50 flex w-80 max-w-[calc(100vw-24px)] flex-col gap-2">
        {toasts.map((toast) => (
          <Base.Root
            key={toast.id}
            toast={toast}
            // A dialog is what it would be by default; nothing here waits for an answer.
            role="group"
            className={classNames(
              "rounded-md border bg-surface text-ink",
              toast.type === "problem" ? "border-problem" : "border-line-strong",
            )}
          >
            <Base.Content className="flex items-start gap-2 py-2 pr-2 pl-3">
              <div className="min-w-0 flex-1 py-0.5">
                <Base.Title className="font-medium text-sm" />
                <Base.Description className="break-words text-ink-2 text-xs" />
              </div>
              {toast.actionProps === undefined ? (
                <Base.Close render={<IconButton size="sm" label="Dismiss" icon={<X />} />} />
              ) : (
                <Base.Action render={<Button size="sm" />} />
              )}
            </Base.Content>
          </Base.Root>
        ))}
      </Base.Viewport>
    </Base.Portal>
  );
}
