"use client";

import { useMemo, useState } from "react";
import { CardDialog, type CardSource } from "./card-dialog";
import { type Command, CommandPalette } from "./command-palette";
import { GoToDialog, type GoToView } from "./go-to-dialog";
import { KeysDialog } from "./keys-dialog";

export type DialogName = "commands" | "keys" | "go to" | "card";

export interface Dialogs {
  isOpen: (name: DialogName) => boolean;
  show: (name: DialogName) => void;
  set: (name: DialogName, isOpen: boolean) => void;
}

/** Which dialogs of the workbench are open. */
export function useDialogs(): Dialogs {
  const [open, setOpen] = useState<readonly DialogName[]>([]);
  return useMemo(() => {
    const set = (name: DialogName, isOpen: boolean) =>
      setOpen((old) => [...old.filter((other) => other !== name), ...(isOpen ? [name] : [])]);
    return { isOpen: (name) => open.includes(name), show: (name) => set(name, true), set };
  }, [open]);
}

/** The dialogs over a dataset: commands, its card, going to a record, and all keys. */
export function DatasetDialogs({
  dialogs,
  commands,
  card,
  goTo,
  onPlace,
  onRow,
}: {
  dialogs: Dialogs;
  commands: Command[];
  card: CardSource;
  goTo: GoToView;
  onPlace: (index: number) => void;
  onRow: (rowId: number) => void;
}) {
  const state = (name: DialogName) => ({
    open: dialogs.isOpen(name),
    onOpenChange: (isOpen: boolean) => dialogs.set(name, isOpen),
  });
  return (
    <>
      <CommandPalette {...state("commands")} commands={commands} />
      <CardDialog {...state("card")} source={card} />
      <GoToDialog {...state("go to")} view={goTo} {...{ onPlace, onRow }} />
      <KeysDialog {...state("keys")} />
    </>
  );
}
