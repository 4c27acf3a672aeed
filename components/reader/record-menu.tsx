"use client";

import { Share } from "lucide-react";
import { IconButton, Menu, MenuItem, MenuSeparator, useToast } from "@/components/ui";
import { type Conversation, isPreferencePair, toMarkdown, toOpenAi, toPlainText } from "@/lib/conversation";
import type { RawRecord } from "@/lib/ingest/dataset";
import { formatValue } from "./format-value";

/** Takes the open record elsewhere: to the clipboard in several forms, to paper, to a picture. */
export function RecordMenu({
  record,
  conversation,
  onPrint,
  onSavePicture,
}: {
  record: RawRecord;
  conversation: Conversation;
  onPrint: () => void;
  onSavePicture: () => void;
}) {
  const toast = useToast();
  const copy = async (what: string, text: () => string): Promise<void> => {
    try {
      // Half characters would make the clipboard refuse the whole text.
      await navigator.clipboard.writeText(text().toWellFormed());
      toast({ title: `Copied as ${what}` });
    } catch {
      toast({
        title: "Not copied",
        description: "The browser did not allow access to the clipboard.",
        tone: "problem",
      });
    }
  };
  const hasMessages = conversation.messages.length + conversation.variants.length > 0;
  const isPair = isPreferencePair(conversation.variants);
  return (
    <Menu align="end" trigger={<IconButton label="Copy and export record" icon={<Share />} />}>
      <MenuItem
        disabled={!hasMessages}
        onSelect={() => void copy("Markdown", () => toMarkdown(conversation))}
      >
        Copy as Markdown
      </MenuItem>
      <MenuItem
        disabled={!hasMessages}
        onSelect={() => void copy("plain text", () => toPlainText(conversation))}
      >
        Copy as plain text
      </MenuItem>
      <MenuItem
        disabled={!hasMessages}
        onSelect={() =>
          void copy("OpenAI messages", () => JSON.stringify(toOpenAi(conversation, isPair), null, 2))
        }
      >
        Copy as OpenAI messages
      </MenuItem>
      <MenuItem onSelect={() => void copy("JSON", () => formatValue(record.value))}>Copy as JSON</MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={onPrint}>Print</MenuItem>
      <MenuItem onSelect={onSavePicture}>Save as picture (PNG)</MenuItem>
    </Menu>
  );
}
