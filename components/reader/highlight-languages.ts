import type { LanguageInput } from "shiki/core";

type Grammar = () => Promise<LanguageInput>;

// Each grammar is a file of its own, fetched from our origin when a message first needs it.
const GRAMMARS = {
  asm: () => import("shiki/langs/asm.mjs"),
  c: () => import("shiki/langs/c.mjs"),
  cpp: () => import("shiki/langs/cpp.mjs"),
  csharp: () => import("shiki/langs/csharp.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  dart: () => import("shiki/langs/dart.mjs"),
  diff: () => import("shiki/langs/diff.mjs"),
  docker: () => import("shiki/langs/docker.mjs"),
  elixir: () => import("shiki/langs/elixir.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  graphql: () => import("shiki/langs/graphql.mjs"),
  haskell: () => import("shiki/langs/haskell.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  ini: () => import("shiki/langs/ini.mjs"),
  java: () => import("shiki/langs/java.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  jsonc: () => import("shiki/langs/jsonc.mjs"),
  jsx: () => import("shiki/langs/jsx.mjs"),
  julia: () => import("shiki/langs/julia.mjs"),
  kotlin: () => import("shiki/langs/kotlin.mjs"),
  latex: () => import("shiki/langs/latex.mjs"),
  lua: () => import("shiki/langs/lua.mjs"),
  makefile: () => import("shiki/langs/makefile.mjs"),
  markdown: () => import("shiki/langs/markdown.mjs"),
  matlab: () => import("shiki/langs/matlab.mjs"),
  ocaml: () => import("shiki/langs/ocaml.mjs"),
  perl: () => import("shiki/langs/perl.mjs"),
  php: () => import("shiki/langs/php.mjs"),
  powershell: () => import("shiki/langs/powershell.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  r: () => import("shiki/langs/r.mjs"),
  ruby: () => import("shiki/langs/ruby.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  scala: () => import("shiki/langs/scala.mjs"),
  shellscript: () => import("shiki/langs/shellscript.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  swift: () => import("shiki/langs/swift.mjs"),
  toml: () => import("shiki/langs/toml.mjs"),
  tsx: () => import("shiki/langs/tsx.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  vb: () => import("shiki/langs/vb.mjs"),
  verilog: () => import("shiki/langs/verilog.mjs"),
  xml: () => import("shiki/langs/xml.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
} satisfies Record<string, Grammar>;

type GrammarName = keyof typeof GRAMMARS;

const ALIASES = new Map<string, GrammarName>(
  Object.entries({
    assembly: "asm",
    bash: "shellscript",
    "c#": "csharp",
    "c++": "cpp",
    cc: "cpp",
    console: "shellscript",
    cs: "csharp",
    dockerfile: "docker",
    golang: "go",
    h: "c",
    hpp: "cpp",
    hs: "haskell",
    jl: "julia",
    js: "javascript",
    json5: "jsonc",
    jsonl: "json",
    kt: "kotlin",
    make: "makefile",
    md: "markdown",
    mjs: "javascript",
    ml: "ocaml",
    node: "javascript",
    pl: "perl",
    ps1: "powershell",
    py: "python",
    python3: "python",
    rb: "ruby",
    rs: "rust",
    sh: "shellscript",
    shell: "shellscript",
    svg: "xml",
    tex: "latex",
    ts: "typescript",
    yml: "yaml",
    zsh: "shellscript",
  } satisfies Record<string, GrammarName>) as [string, GrammarName][],
);

/** The grammar for a language as a fence names it ("py", "Python"); null when there is none. */
export function loadLanguage(language: string): { name: GrammarName; grammar: Grammar } | null {
  const word = language.trim().toLowerCase();
  const name = ALIASES.get(word) ?? (Object.hasOwn(GRAMMARS, word) ? (word as GrammarName) : null);
  return name === null ? null : { name, grammar: GRAMMARS[name] };
}
