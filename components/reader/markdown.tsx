"use client";

import { Children, memo, type ReactNode, useMemo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { CodeBlock } from "./code-block";
import { remarkRestore, remarkTextOnly } from "./markdown-plugins";
import { MathView } from "./math-view";
import { protectMath } from "./protect-math";
import { useReadingOptions } from "./reading-options";
import { SafeLink } from "./safe-link";
import { VisibleText } from "./visible-text";

const COMPONENTS: Components = {
  a: ({ href, children }) => <SafeLink address={href ?? ""}>{onlyText(children)}</SafeLink>,
  // Markdown images became links before this; nothing may ever load one.
  img: ({ src, alt }) => <SafeLink address={String(src ?? "")}>{alt ?? "image"}</SafeLink>,
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? "done" : "not done"}>
      {checked ? "☑" : "☐"}
    </span>
  ),
  code: ({ className, title, children }) => {
    const text = textOf(children);
    if (className === "math-inline" || className === "math-display")
      return <MathView tex={text} source={title ?? text} isDisplay={className === "math-display"} />;
    return (
      <code dir="ltr">
        <VisibleText text={text} />
      </code>
    );
  },
  pre: ({ node }) => {
    const code = node?.children[0];
    if (code?.type !== "element") return null;
    const name = code.properties.className;
    const language = Array.isArray(name) ? String(name[0] ?? "").replace(/^language-/, "") : "";
    const text = code.children.map((child) => (child.type === "text" ? child.value : "")).join("");
    return <CodeBlock code={text.replace(/\n$/, "")} language={language} />;
  },
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must by keyboard too
    <section className="reader-table" aria-label="Table" tabIndex={0} dir="auto">
      <table>{children}</table>
    </section>
  ),
  // A box takes its side from its first words; paragraphs inside find their own direction by style, as a `dir` of
  // theirs would hide those words from the box.
  ul: ({ children, className }) => (
    <ul dir="auto" className={className}>
      {children}
    </ul>
  ),
  ol: ({ children, start }) => (
    <ol dir="auto" start={start}>
      {children}
    </ol>
  ),
  blockquote: ({ children }) => <blockquote dir="auto">{children}</blockquote>,
  // A message must not outrank the heading of its record.
  h1: ({ children }) => heading(3, "reader-h1", children),
  h2: ({ children }) => heading(4, "reader-h2", children),
  h3: ({ children }) => heading(5, "reader-h3", children),
  h4: ({ children }) => heading(6, "reader-h4", children),
  h5: ({ children }) => heading(6, "reader-h4", children),
  h6: ({ children }) => heading(6, "reader-h4", children),
};

/** GitHub-flavoured Markdown with formulas and highlighted code. HTML in `text` stays text; nothing is fetched. */
export const Markdown = memo(function Markdown({
  text,
  definitions = "",
}: {
  text: string;
  /** Definitions of links that stand elsewhere in the message. */
  definitions?: string;
}) {
  const { invisibles } = useReadingOptions();
  const { source, plugins } = useMemo(() => {
    const { text: source, spans } = protectMath(definitions === "" ? text : `${text}\n\n${definitions}`);
    return {
      source,
      plugins: [
        remarkTextOnly,
        [remarkGfm, { singleTilde: false }],
        [remarkRestore, { spans, invisibles }],
      ] satisfies Parameters<typeof ReactMarkdown>[0]["remarkPlugins"],
    };
  }, [text, definitions, invisibles]);
  return (
    <div className="reader-markdown">
      <ReactMarkdown remarkPlugins={plugins} components={COMPONENTS} urlTransform={(url) => url}>
        {source}
      </ReactMarkdown>
    </div>
  );
});

function heading(level: 3 | 4 | 5 | 6, className: string, children: ReactNode) {
  const Tag = `h${level}` as const;
  return <Tag className={className}>{children}</Tag>;
}

function textOf(children: ReactNode): string {
  return Children.toArray(children)
    .filter((child) => typeof child === "string")
    .join("");
}

/** One string when the children are nothing else, so that a bare address can be told from words. */
function onlyText(children: ReactNode): ReactNode {
  const list = Children.toArray(children);
  return list.every((child) => typeof child === "string") ? list.join("") : children;
}
