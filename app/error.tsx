"use client";

import { Button, buttonClass } from "@/components/ui";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="mx-auto flex h-full max-w-xl flex-col items-start justify-center gap-3 px-6">
      <h1 className="font-semibold text-lg">Loupe stopped on an error of its own</h1>
      <p className="text-ink-2">Your files are untouched. The address still holds the view.</p>
      <pre className="max-h-60 w-full overflow-auto whitespace-pre-wrap break-words rounded-sm border border-line bg-surface-2 p-3 font-mono text-xs">
        {error.message}
      </pre>
      <div className="flex gap-2">
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
        <a href="/" className={buttonClass()}>
          Start over
        </a>
      </div>
    </main>
  );
}
