import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, givenOrigins } from "./security-headers.mjs";

function originsOf(...sources: string[]): readonly string[] {
  return givenOrigins(new URLSearchParams(sources.map((src) => ["src", src])));
}

describe("givenOrigins", () => {
  it("takes the origins of http(s) URLs, each once, and of nothing else", () => {
    expect(
      originsOf(
        "https://data.example/a.jsonl?x=1",
        "https://data.example/b.jsonl",
        "http://10.0.0.1:8080/c.parquet",
        "https://[2001:db8::1]/d",
        "sample:agent-trajectories.jsonl",
        "data:runs/a.jsonl",
        "/samples/a.jsonl",
        "ftp://data.example/a",
        "javascript:alert(1)",
      ),
    ).toEqual(["https://data.example", "http://10.0.0.1:8080", "https://[2001:db8::1]"]);
  });

  it.each([
    "https://a;sandbox/x",
    "https://a,b/x",
    "https://*/x",
    "https://a'unsafe-inline'/x",
    "https://*.com/x",
  ])("lets %s add nothing to the policy", (src) => {
    expect(originsOf(src)).toEqual([]);
  });

  it("takes those of what a view is compared with too", () => {
    const link = new URLSearchParams(
      "src=https://one.example/a&b=https://two.example/b&q=https://no.example/",
    );
    expect(givenOrigins(link)).toEqual(["https://one.example", "https://two.example"]);
  });

  it("takes a bounded number", () => {
    expect(originsOf(...Array.from({ length: 100 }, (_, index) => `https://h${index}.example/`)).length).toBe(
      16,
    );
  });
});

describe("contentSecurityPolicy", () => {
  const policy = contentSecurityPolicy({ nonce: "abc", origins: ["https://data.example"] });

  it("allows neither eval nor inline code and styles", () => {
    expect(policy).not.toMatch(/'unsafe-(inline|eval)'/);
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'wasm-unsafe-eval';");
    expect(policy).toContain("style-src 'self' 'nonce-abc';");
  });

  it("adds a given origin to connections and to nothing else", () => {
    expect(policy).toContain("connect-src 'self' https://data.example;");
    expect(policy.match(/data\.example/g)).toHaveLength(1);
  });

  it("holds no nonce for what is kept and used again", () => {
    expect(contentSecurityPolicy({ nonce: null })).not.toContain("nonce");
  });
});
