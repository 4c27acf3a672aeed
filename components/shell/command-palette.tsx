"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { classNames, Dialog, Kbd, TextField } from "@/components/ui";

export interface Command {
  name: string;
  shortcut?: string;
  run: () => void;
}

/** Every word typed has to be in the name, in any order. */
function matches(command: Command, text: string): boolean {
  const name = command.name.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}

/** All commands by name: type, choose with the arrow keys, Enter runs. */
export function CommandPalette({
  open,
  onOpenChange,
  commands,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  commands: readonly Command[];
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Commands"
      placement="top"
      hideTitle
      initialFocus={input}
    >
      <PaletteBody commands={commands} inputRef={input} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function PaletteBody({
  commands,
  inputRef,
  onDone,
}: {
  commands: readonly Command[];
  inputRef: RefObject<HTMLInputElement | null>;
  onDone: () => void;
}) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = commands.filter((command) => matches(command, text)).slice(0, 100);
  const at = Math.min(active, found.length - 1);

  function run(command: Command | undefined) {
    if (!command) return;
    onDone();
    // The dialog gives focus back first; a command may move it.
    setTimeout(command.run, 0);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const next = (at + step + found.length) % Math.max(found.length, 1);
      setActive(next);
      list.current?.children[next]?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter") {
      event.preventDefault();
      run(found[at]);
    }
  }

  return (
    <div className="flex max-h-[60dvh] flex-col">
      <TextField
        ref={inputRef}
        role="combobox"
        aria-label="Command"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[at] ? `${listId}-${at}` : undefined}
        placeholder="Type a command"
        icon={<Search aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="m-2 shrink-0"
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Commands"
        className="min-h-0 overflow-auto px-2 pb-2"
      >
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box runs the active option with Enter
          // biome-ignore lint/a11y/useFocusableInteractive: see the list
          <div
            key={command.name}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => run(command)}
            onPointerMove={() => setActive(index)}
            className={classNames(
              "flex h-7 cursor-default items-center justify-between gap-3 rounded-sm px-2",
              index === at && "bg-surface-3",
            )}
          >
            <span className="truncate">{command.name}</span>
            {command.shortcut ? <Kbd>{command.shortcut}</Kbd> : null}
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="px-4 pb-3 text-ink-3">No command has all of these words.</p> : null}
    </div>
  );
}
