import { readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { UiProvider } from "@/components/ui";
import { Markdown } from "./markdown";

function render(text: string): string {
  return renderToStaticMarkup(
    <UiProvider>
      <Markdown text={text} />
    </UiProvider>,
  );
}

const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "text <b onclick=alert(1)>bold</b> <style>*{display:none}</style>",
  "<div>\n\n<iframe src=https://evil.example></iframe>\n\n</div>",
  "[click](javascript:alert(1))",
  "[click](JaVaScRiPt:alert(1))",
  "[click](java\nscript:alert(1))",
  "[click](&#106;avascript:alert(1))",
  "[click](data:text/html,<script>alert(1)</script>)",
  "[click](vbscript:x) [ref][1]\n\n[1]: javascript:alert(1)",
  "<javascript:alert(1)>",
  "![pixel](https://evil.example/p.png)",
  "![pixel][1]\n\n[1]: https://evil.example/p.png",
  "![x](javascript:alert(1))",
  "[relative](/settings) [fragment](#x) [proto](//evil.example)",
  "$\\href{javascript:alert(1)}{x}$ $\\includegraphics{https://evil.example/p.png}$ $\\htmlStyle{color:red}{x}$",
  "</div></article></main><h1>out</h1>",
  "| a |\n| - |\n| <img src=x onerror=alert(1)> |",
  "[^1]\n\n[^1]: <svg onload=alert(1)>",
  "```html\n<script>alert(1)</script>\n```",
  '```"><script>alert(1)</script>\ncode\n```',
];

describe("Markdown", () => {
  it.each(HOSTILE)("keeps %j text", (text) => {
    const html = render(text);
    expect(html).not.toMatch(/<(script|img|style|iframe|svg onload|object|embed|form|base|meta|link)\b/i);
    expect(html).not.toMatch(/<[^>]*\son\w+=/i);
    expect(html).not.toMatch(/(href|src|action)="(?!https?:\/\/|mailto:)/i);
    // Inline styles would be refused by the page's policy.
    expect(html).not.toContain("style=");
  });

  it("shows HTML as it is written", () => {
    const html = render("see <b>this</b> and\n\n<details>\n**bold**\n</details>");
    expect(html).toContain("see &lt;b&gt;this&lt;/b&gt; and");
    expect(html).toContain("&lt;details&gt;");
    expect(html).toContain("<strong>bold</strong>");
  });

  it("opens web addresses in a new tab without telling where from, and says where they lead", () => {
    const html = render("[your bank](https://evil.example/login)");
    expect(html).toContain('href="https://evil.example/login"');
    expect(html).toContain('rel="noopener noreferrer"');
    expect(html).toContain('target="_blank"');
    expect(html).toContain('<span class="reader-address">evil.example</span>');
    expect(render("https://example.com/a")).not.toContain("reader-address");
  });

  it("shows the address of a link that is not opened", () => {
    const html = render("[click](javascript:alert(1))");
    expect(html).not.toContain("<a ");
    expect(html).toContain("javascript:alert(1)");
  });

  it("turns images into links", () => {
    expect(render("![a cat](https://example.com/cat.png)")).toContain('href="https://example.com/cat.png"');
    expect(render("![a cat](https://example.com/cat.png)")).toContain("image: a cat");
  });

  it("keeps formulas out of Markdown's hands", () => {
    const html = render("**Answer:** $a_1 * b_1 * c_2$ and `$HOME`\n\n| x |\n| - |\n| $|y|$ |");
    expect(html).toContain('<code class="reader-tex">$a_1 * b_1 * c_2$</code>');
    expect(html).toContain('<code class="reader-tex">$|y|$</code>');
    expect(html).toContain('<code dir="ltr">$HOME</code>');
  });

  it("finds emphasis between Chinese words and punctuation", () => {
    expect(render("**例子：**若成立，**“引用”**也是")).toContain(
      "<strong>例子：</strong>若成立，<strong>“引用”</strong>也是",
    );
    expect(render("他说**“好”**。")).toContain("他说<strong>“好”</strong>。");
  });

  it("keeps line breaks", () => {
    expect(render("one\ntwo")).toContain("one<br/>\ntwo");
  });

  it("makes invisible characters visible, in prose and in code", () => {
    const html = render("a\u202Eb `c\u200Bd`\n\n```\ne\u0000f\n```");
    for (const character of ["\u202E", "\u200B", "\u0000"]) expect(html).not.toContain(character);
    expect(html.match(/>NUL<\/span>/g)).toHaveLength(1);
    expect(render("nul\0 in prose")).toContain(">NUL</span>");
    expect(html).toContain(">U+202E</span>");
    expect(html).toContain(">U+200B</span>");
  });

  it("renders every message of real files", () => {
    const lines = readFileSync("../shared/data/arena-hard-v2-question.jsonl", "utf8").trimEnd().split("\n");
    for (const line of lines.slice(0, 250)) {
      const { prompt } = JSON.parse(line) as { prompt: string };
      const html = render(prompt);
      expect(html).not.toMatch(/<(script|img|style|iframe)\b/i);
      expect(html.length).toBeGreaterThan(0);
    }
  });
});
