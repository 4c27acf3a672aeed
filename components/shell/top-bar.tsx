"use client";

import { FileWarning, FolderOpen, Keyboard, Link2, Menu as MenuIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { IconButton, Later } from "@/components/ui";
import { TOP_BAR, TOP_BAR_STATUS } from "./frame-classes";
import { useOpenFiles } from "./open-files";
import { ThemeMenu } from "./theme-menu";

/** The bar over everything: where we are, and what can be done with all of it. */
export function TopBar({
  status,
  tools,
  hasFindings,
  isReportOpen,
  onToggleReport,
  onCopyLink,
  onShowKeys,
  onCommands,
}: {
  status: ReactNode;
  /** Buttons that need an open dataset. */
  tools: ReactNode;
  hasFindings: boolean;
  isReportOpen: boolean;
  onToggleReport: () => void;
  onCopyLink: () => void;
  onShowKeys: () => void;
  onCommands: () => void;
}) {
  const { choose } = useOpenFiles();
  return (
    <header className={TOP_BAR}>
      <h1 className="shrink-0 font-semibold text-base tracking-tight">
        <Link href="/" className="rounded-sm">
          Loupe
        </Link>
      </h1>
      <div className={TOP_BAR_STATUS}>{status}</div>
      <div className="flex shrink-0 items-center max-md:ml-auto max-md:h-9">
        <Later>
          <span className="hidden md:inline-flex">
            <IconButton label="Choose files" icon={<FolderOpen />} onClick={choose} />
          </span>
          <span className="relative inline-flex">
            <IconButton
              label={hasFindings ? "Load report, with findings" : "Load report"}
              icon={<FileWarning />}
              aria-pressed={isReportOpen}
              onClick={onToggleReport}
            />
            {hasFindings ? (
              <span
                aria-hidden
                className="pointer-events-none absolute top-1 right-1 size-1.5 rounded-full bg-problem"
              />
            ) : null}
          </span>
          {tools}
          <IconButton label="Copy link" icon={<Link2 />} onClick={onCopyLink} />
          <span className="hidden md:inline-flex">
            <IconButton label="All keys" shortcut="?" icon={<Keyboard />} onClick={onShowKeys} />
          </span>
          <span className="inline-flex md:hidden">
            <IconButton label="Commands" icon={<MenuIcon />} onClick={onCommands} />
          </span>
          <ThemeMenu />
        </Later>
      </div>
    </header>
  );
}
