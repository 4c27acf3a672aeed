import { type ProtectedSpan, restoreSource, splitAtSpans } from "./protect-math";
import { splitVisible } from "./visible-characters";

/** As much of a Markdown syntax tree as is read and written here. */
interface MarkdownNode {
  type: string;
  value?: string;
  url?: string;
  alt?: string | null;
  title?: string | null;
  lang?: string | null;
  meta?: string | null;
  children?: MarkdownNode[];
  data?: {
    hName?: string;
    hProperties?: Record<string, unknown>;
    hChildren?: { type: "text"; value: string }[];
  };
}

/**
 * Turns off HTML, so that tags are text and the Markdown between them is still read, and footnotes, whose ids
 * would clash between messages.
 */
export function remarkTextOnly(this: { data(): object }): undefined {
  const data = this.data() as { micromarkExtensions?: unknown[] };
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({
    disable: {
      null: ["htmlFlow", "htmlText", "gfmFootnoteCall", "gfmPotentialFootnoteCall", "gfmFootnoteDefinition"],
    },
  });
}

/**
 * Puts formulas back as `<code class="math-inline">` and `<code class="math-display">`, line breaks as breaks,
 * images as links, and invisible characters as `<span class="reader-mark">`.
 */
export function remarkRestore({
  spans,
  invisibles,
}: {
  spans: readonly ProtectedSpan[];
  /** Marks every character that cannot be seen, also those that belong there. */
  invisibles: boolean;
}) {
  return (tree: MarkdownNode): undefined => {
    // A stack of our own: quotes can nest deeper than the call stack.
    const pending: MarkdownNode[] = [tree];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (node.url !== undefined) node.url = restoreSource(node.url, spans);
      if (node.title) node.title = restoreSource(node.title, spans);
      if (node.lang) node.lang = restoreSource(node.lang, spans);
      if (node.type === "code" || node.type === "inlineCode")
        node.value = restoreSource(node.value ?? "", spans);
      if (!node.children) continue;
      node.children = node.children.flatMap((child) => {
        if (child.type === "text") return restoreText(child.value ?? "", spans, invisibles);
        if (child.type === "image") return [imageLink(child, spans)];
        // An image by reference has its address elsewhere; its words are what can be shown.
        if (child.type === "imageReference")
          return restoreText(`[image: ${child.alt ?? ""}]`, spans, invisibles);
        pending.push(child);
        return [child];
      });
    }
  };
}

function restoreText(text: string, spans: readonly ProtectedSpan[], invisibles: boolean): MarkdownNode[] {
  const pieces = splitAtSpans(text, spans);
  return pieces.flatMap((piece, index) => {
    if (typeof piece === "string") {
      // A displayed formula is a line of its own; breaks beside it would be empty lines.
      const start = isDisplay(pieces[index - 1]) ? piece.replace(/^[ \t]*\n/, "") : piece;
      const whole = isDisplay(pieces[index + 1]) ? start.replace(/\n[ \t]*$/, "") : start;
      return markInvisible(whole, invisibles);
    }
    if (piece.kind === "math") return [mathNode(piece)];
    return piece.source === "" ? [] : markInvisible(piece.source, invisibles);
  });
}

function isDisplay(piece: string | ProtectedSpan | undefined): boolean {
  return typeof piece === "object" && piece.kind === "math" && piece.isDisplay;
}

function markInvisible(text: string, invisibles: boolean): MarkdownNode[] {
  return splitVisible(text, invisibles).flatMap((piece): MarkdownNode[] => {
    if (piece.kind === "text")
      return piece.text
        .split("\n")
        .flatMap((line, index) => [...(index > 0 ? [{ type: "break" }] : []), { type: "text", value: line }]);
    return [
      {
        type: "mark",
        data: {
          hName: "span",
          hProperties: {
            className: piece.isQuiet ? ["reader-mark", "reader-mark-quiet"] : ["reader-mark"],
            title: piece.name,
          },
          hChildren: [
            { type: "text", value: piece.count > 1 ? `${piece.mark} ×${piece.count}` : piece.mark },
          ],
        },
      },
    ];
  });
}

function mathNode(span: { tex: string; isDisplay: boolean; source: string }): MarkdownNode {
  return {
    type: "math",
    data: {
      hName: "code",
      // The source goes along as the title: it is shown when the formula cannot be.
      hProperties: { className: [span.isDisplay ? "math-display" : "math-inline"], title: span.source },
      hChildren: [{ type: "text", value: span.tex }],
    },
  };
}

function imageLink(image: MarkdownNode, spans: readonly ProtectedSpan[]): MarkdownNode {
  const words = restoreSource(image.alt ?? "", spans);
  return {
    type: "link",
    url: restoreSource(image.url ?? "", spans),
    children: restoreText(words === "" ? "image" : `image: ${words}`, [], false),
  };
}
