"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useToast } from "@/components/ui";
import { filesFromDrop, type OpenedFile, pickFiles } from "@/lib/source";
import { EMPTY_VIEW, serializeView } from "@/lib/view";
import { type LocalFile, registerFiles } from "./local-files";
import { setView } from "./use-view";

/** Takes files that were just opened; returns true when it used them, so that no new dataset is opened. */
export type FileReceiver = (files: readonly LocalFile[]) => boolean;

interface OpenFiles {
  /** How often files were opened on this page: files opened again are looked at again, though the link is the same. */
  openings: number;
  /** Shows the browser's file dialog. */
  choose: () => void;
  setReceiver: (receiver: FileReceiver | null) => void;
}

const OpenFilesContext = createContext<OpenFiles | null>(null);

export function useOpenFiles(): OpenFiles {
  const context = useContext(OpenFilesContext);
  if (context === null) throw new Error("useOpenFiles outside OpenFilesProvider");
  return context;
}

/** Lets a pane take the next files itself while it is mounted: a link that waits for its file. */
export function useFileReceiver(receiver: FileReceiver | null): void {
  const { setReceiver } = useOpenFiles();
  useEffect(() => {
    setReceiver(receiver);
    return () => setReceiver(null);
  }, [receiver, setReceiver]);
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** Makes the whole page a drop target and holds the one file input, labelled `Open files`. */
export function OpenFilesProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const toast = useToast();
  const input = useRef<HTMLInputElement>(null);
  const receiver = useRef<FileReceiver | null>(null);
  const [isOver, setIsOver] = useState(false);
  const [openings, setOpenings] = useState(0);
  // In the server's markup the input would take files before anything listens, and lose them.
  const [isListening, setIsListening] = useState(false);
  useEffect(() => setIsListening(true), []);

  const open = useCallback(
    async (pending: Promise<readonly OpenedFile[]>) => {
      try {
        const files = await pending;
        if (files.length === 0) {
          toast({ title: "There is no file in what was dropped", tone: "problem" });
          return;
        }
        const local = await registerFiles(files);
        if (receiver.current?.(local)) return;
        setOpenings((count) => count + 1);
        const view = { ...EMPTY_VIEW, src: local.map((file) => file.ref) };
        // A record alone is one of another dataset.
        if (window.location.pathname === "/browse") setView(view);
        else router.push(`/browse?${serializeView(view)}`);
      } catch (cause) {
        toast({
          title: "The files could not be opened",
          description: cause instanceof Error ? cause.message : String(cause),
          tone: "problem",
        });
      }
    },
    [router, toast],
  );

  useEffect(() => {
    // Leave events fire for every child; a drag is over only when the pointer leaves the window.
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!event.dataTransfer || !holdsFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      void open(filesFromDrop(event.dataTransfer));
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, [open]);

  const context = useMemo<OpenFiles>(
    () => ({
      openings,
      choose: () =>
        void pickFiles().then((files) => {
          if (files === null) input.current?.click();
          else if (files.length > 0) void open(Promise.resolve(files));
        }),
      setReceiver: (next) => {
        receiver.current = next;
      },
    }),
    [openings, open],
  );

  return (
    <OpenFilesContext value={context}>
      {children}
      {isListening ? (
        <input
          ref={input}
          type="file"
          multiple
          aria-label="Open files"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            const files = Array.from(event.currentTarget.files ?? []);
            // The same file may be chosen twice in a row.
            event.currentTarget.value = "";
            if (files.length > 0) void open(Promise.resolve(files.map((file) => ({ file, handle: null }))));
          }}
        />
      ) : null}
      {isOver ? (
        <div className="pointer-events-none fixed inset-2 z-50 flex items-center justify-center rounded-md border-2 border-accent border-dashed bg-surface/85">
          <p className="font-medium text-base">
            Drop files or a folder to open them here. Nothing is uploaded.
          </p>
        </div>
      ) : null}
    </OpenFilesContext>
  );
}
