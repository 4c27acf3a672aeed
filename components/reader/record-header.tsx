"use client";

import { ChevronDown, ChevronUp, Code, Link2, Maximize2, Minimize2, Search, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton, Switch } from "@/components/ui";
import type { RandomWalk } from "@/lib/view";
import { CopyButton } from "./copy-button";
import type { FoldState } from "./fold-state";
import type { ReaderPreferences } from "./reader-preferences";
import { ReadingMenu } from "./reading-menu";

/** What record this is, the way to its neighbours, and how it is shown. */
export function RecordHeader({
  title,
  titleHint,
  position,
  preferences,
  onPreferencesChange,
  folds,
  walk,
  onGoTo,
  onFind,
  isRaw,
  onRawChange,
  link,
  onPrevious,
  onNext,
  onClose,
  isPage,
  onPageChange,
  menu,
}: {
  title: string;
  titleHint: string;
  position: { index: number; of: number } | "not in view" | null | undefined;
  preferences: ReaderPreferences;
  onPreferencesChange: (change: Partial<ReaderPreferences>) => void;
  folds: FoldState;
  walk: RandomWalk | null;
  onGoTo: () => void;
  onFind: () => void;
  isRaw: boolean;
  onRawChange: (isRaw: boolean) => void;
  link: () => string;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  onClose: () => void;
  isPage: boolean;
  onPageChange: (isPage: boolean) => void;
  /** What can be made of the record. */
  menu: ReactNode;
}) {
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-1 gap-y-0.5 border-line border-b py-1 pr-1.5 pl-3">
      <h2 className="flex min-w-40 flex-1 basis-40 items-baseline gap-2 whitespace-nowrap">
        <bdi className="min-w-0 truncate font-medium" title={titleHint}>
          {title}
        </bdi>
        {position ? (
          <button
            type="button"
            title="Go to row number or id (#)"
            onClick={onGoTo}
            className="-mx-1 shrink-0 cursor-default rounded-sm px-1 font-normal text-ink-3 text-xs hover:bg-surface-3 hover:text-ink"
          >
            {position === "not in view"
              ? position
              : `${(position.index + 1).toLocaleString("en")} of ${position.of.toLocaleString("en")}`}
          </button>
        ) : null}
        {walk ? (
          <span
            className="min-w-0 truncate font-normal text-ink-3 text-xs"
            title={`Random walk with the seed ${walk.seed}: r goes on, Shift r goes back`}
          >
            random {walk.step.toLocaleString("en")}
          </span>
        ) : null}
      </h2>
      <div className="ml-auto flex items-center gap-0.5">
        <span className="mr-1.5">
          <Switch
            checked={preferences.markdown}
            onCheckedChange={(markdown) => onPreferencesChange({ markdown })}
          >
            <span className="text-xs">Markdown</span>
          </Switch>
        </span>
        <IconButton label="Find in record" shortcut="Ctrl F" icon={<Search />} onClick={onFind} />
        <ReadingMenu preferences={preferences} onPreferencesChange={onPreferencesChange} folds={folds} />
        <IconButton
          label="Raw record"
          shortcut="x"
          icon={<Code />}
          aria-pressed={isRaw}
          onClick={() => onRawChange(!isRaw)}
        />
        <CopyButton label="Copy link to record" text={link} icon={<Link2 aria-hidden />} />
        {menu}
        <IconButton
          label={isPage ? "Back to the table" : "Full page"}
          shortcut="o"
          icon={isPage ? <Minimize2 /> : <Maximize2 />}
          onClick={() => onPageChange(!isPage)}
        />
        <IconButton
          label="Previous record"
          shortcut="k"
          icon={<ChevronUp />}
          disabled={!onPrevious}
          onClick={onPrevious}
        />
        <IconButton
          label="Next record"
          shortcut="j"
          icon={<ChevronDown />}
          disabled={!onNext}
          onClick={onNext}
        />
        {isPage ? null : <IconButton label="Close record" shortcut="Esc" icon={<X />} onClick={onClose} />}
      </div>
    </header>
  );
}
