"use client";

import { NotebookPen, Settings2, Star } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useShortcuts } from "@/components/shell/use-shortcuts";
import { classNames, IconButton } from "@/components/ui";
import { isUnnamedFlag, type MarkContent, UNMARKED } from "@/lib/marks";
import { NoteField } from "./note-field";
import { OthersMarks } from "./others-marks";
import type { Marks } from "./use-marks";

/** A content with its star, or one of its flags, switched. */
export function withStarSwitched(content: MarkContent): MarkContent {
  return { ...content, isStarred: !content.isStarred };
}
export function withFlagSwitched(content: MarkContent, flag: string): MarkContent {
  const { flags } = content;
  return {
    ...content,
    flags: flags.includes(flag) ? flags.filter((one) => one !== flag) : [...flags, flag].sort(),
  };
}

const CHIP =
  "inline-flex h-6 min-w-6 max-w-40 shrink-0 cursor-default items-center justify-center gap-1 rounded-sm border px-1.5 text-xs";

function FlagChip({
  digit,
  name,
  isNamed,
  isOn,
  onToggle,
}: {
  /** Its key; null for a flag of an earlier name. */
  digit: number | null;
  name: string;
  isNamed: boolean;
  isOn: boolean;
  onToggle: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={isNamed ? `Flag ${name}` : name}
      aria-pressed={isOn}
      data-kept={isOn ? "" : undefined}
      title={digit === null ? name : `${name} (key ${digit})`}
      onClick={onToggle}
      className={classNames(
        CHIP,
        isOn
          ? "border-accent bg-accent-soft text-accent"
          : "border-line text-ink-2 hover:bg-surface-2 hover:text-ink",
      )}
    >
      {digit === null || !isNamed ? null : (
        <span className={classNames("font-mono text-[10.5px]", isOn ? "" : "text-ink-3")}>{digit}</span>
      )}
      <bdi className="min-w-0 truncate">{name}</bdi>
    </button>
  );
}

/** Star, flags and note of a record, and what others marked on it. Group `Marks`. */
export function MarksBar({
  marks,
  row,
  onSettings,
  editNoteRef,
}: {
  marks: Marks;
  /** `_row` of the record. */
  row: number;
  onSettings: () => void;
  /** Takes the function that puts the cursor into the note. */
  editNoteRef: RefObject<(() => void) | null>;
}) {
  const { book, settings } = marks;
  const [isWriting, setWriting] = useState(false);
  const note = useRef<HTMLTextAreaElement>(null);
  const noteButton = useRef<HTMLButtonElement>(null);
  const all = book.marksOf(row);
  const own = book.ownMark(row) ?? { ...UNMARKED, id: null };
  const others = all.filter((mark) => mark !== own);
  const unlisted = own.flags.filter((flag) => !settings.flagNames.includes(flag));

  const toggleStar = () => void book.edit(row, withStarSwitched);
  const toggleFlag = (flag: string) => void book.edit(row, (content) => withFlagSwitched(content, flag));
  const editNote = () => {
    setWriting(true);
    // The field is there after the next paint when it was not before.
    requestAnimationFrame(() => note.current?.focus());
  };
  useEffect(() => {
    editNoteRef.current = editNote;
    return () => {
      editNoteRef.current = null;
    };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another record, another note
  useEffect(() => setWriting(false), [row]);

  const flagKeys = settings.flagNames.map((name, place) => [String(place + 1), () => toggleFlag(name)]);
  useShortcuts({ s: toggleStar, m: editNote, ...Object.fromEntries(flagKeys) });

  return (
    // biome-ignore lint/a11y/useSemanticElements: marks are no form fields
    <div role="group" aria-label="Marks" className="record-marks shrink-0 border-line border-b">
      <div className="flex flex-wrap items-center gap-1 py-1 pr-1.5 pl-2">
        <IconButton
          size="sm"
          label="Star"
          shortcut="s"
          icon={
            <Star
              fill={own.isStarred ? "currentColor" : "none"}
              className={own.isStarred ? "text-accent" : ""}
            />
          }
          aria-pressed={own.isStarred}
          data-kept={own.isStarred ? "" : undefined}
          onClick={toggleStar}
        />
        {settings.flagNames.map((name, place) => (
          <FlagChip
            key={name}
            digit={place + 1}
            name={name}
            isNamed={!isUnnamedFlag(place, name)}
            isOn={own.flags.includes(name)}
            onToggle={() => toggleFlag(name)}
          />
        ))}
        {unlisted.map((name) => (
          <FlagChip key={name} digit={null} name={name} isNamed isOn onToggle={() => toggleFlag(name)} />
        ))}
        <IconButton
          ref={noteButton}
          size="sm"
          label="Note"
          shortcut="m"
          icon={<NotebookPen />}
          aria-pressed={own.note !== ""}
          className="ml-auto"
          onClick={editNote}
        />
        <IconButton size="sm" label="Names of flags, your name" icon={<Settings2 />} onClick={onSettings} />
      </div>
      {isWriting || own.note !== "" ? (
        <NoteField
          key={row}
          inputRef={note}
          note={own.note}
          onChange={(text) => void book.edit(row, (content) => ({ ...content, note: text }))}
          onLeave={(isByKey) => {
            setWriting(false);
            if (isByKey) noteButton.current?.focus();
          }}
        />
      ) : null}
      {others.length > 0 ? <OthersMarks marks={all} nameOf={book.nameOf} /> : null}
    </div>
  );
}
