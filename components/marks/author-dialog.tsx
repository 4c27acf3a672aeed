"use client";

import { type FormEvent, useState } from "react";
import { Button, Dialog } from "@/components/ui";
import { AuthorField } from "./settings-dialog";

/** Asks for the person's name before their marks go into a file. */
export function AuthorDialog({ onName, onClose }: { onName: (name: string) => void; onClose: () => void }) {
  const [author, setAuthor] = useState("");
  const name = author.trim();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (name !== "") onName(name);
  }
  return (
    <Dialog open onOpenChange={onClose} title="Export marks">
      <form onSubmit={submit} className="flex flex-col gap-4 p-4">
        <AuthorField author={author} onChange={setAuthor} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={name === ""}>
            Export
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
