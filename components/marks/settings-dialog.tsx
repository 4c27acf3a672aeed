"use client";

import { type FormEvent, useId, useState } from "react";
import { Button, Dialog, Kbd, TextField } from "@/components/ui";
import { type MarkBook, type MarkSettings, markSettings } from "@/lib/marks";

/** What the keys 1 to 5 stand for, and the name that marks carry in files. */
export function MarkSettingsDialog({
  book,
  settings,
  onClose,
}: {
  book: MarkBook;
  settings: MarkSettings;
  onClose: () => void;
}) {
  const [author, setAuthor] = useState(settings.author);
  const [names, setNames] = useState(settings.flagNames);
  const tidy = names.map((name, place) => name.trim() || (settings.flagNames[place] ?? ""));
  const isTwice = new Set(tidy).size < tidy.length;

  function save(event: FormEvent) {
    event.preventDefault();
    if (isTwice) return;
    const renames = tidy.flatMap((name, place): [string, string][] => {
      const old = settings.flagNames[place] ?? name;
      return old === name ? [] : [[old, name]];
    });
    markSettings.change({ author: author.trim(), flagNames: tidy });
    if (renames.length > 0) void book.renameFlags(new Map(renames));
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Marks"
      description="Kept in this browser for every dataset. A flag that is renamed is renamed wherever you set it."
    >
      <form onSubmit={save} className="flex flex-col gap-4 p-4">
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 font-medium text-sm">Flags</legend>
          {names.map((name, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the key that sets the flag
            // biome-ignore lint/a11y/noLabelWithoutControl: TextField renders the input
            <label key={place} className="flex items-center gap-2">
              <Kbd>{place + 1}</Kbd>
              <span className="sr-only">Name of flag {place + 1}</span>
              <TextField
                value={name}
                maxLength={60}
                placeholder={settings.flagNames[place]}
                onChange={(event) => setNames(names.with(place, event.currentTarget.value))}
                className="w-full max-w-72"
              />
            </label>
          ))}
        </fieldset>
        {isTwice ? (
          <p role="alert" className="text-problem text-xs">
            Two flags have the same name.
          </p>
        ) : null}
        <AuthorField author={author} onChange={setAuthor} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isTwice}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The name that marks carry in files. */
export function AuthorField({ author, onChange }: { author: string; onChange: (author: string) => void }) {
  const hintId = useId();
  return (
    <div className="flex flex-col gap-1">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: TextField renders the input */}
      <label className="flex flex-col gap-1">
        <span className="font-medium text-sm">Your name</span>
        <TextField
          value={author}
          maxLength={60}
          autoComplete="name"
          aria-describedby={hintId}
          onChange={(event) => onChange(event.currentTarget.value)}
          className="max-w-72"
        />
      </label>
      <p id={hintId} className="text-ink-2 text-xs">
        Stands beside your marks in the file, so that whoever merges marks of several people knows whose they
        are.
      </p>
    </div>
  );
}
