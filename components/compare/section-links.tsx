"use client";

/** Names of the parts of a comparison, in their order. */
export type SectionName = "Records" | "Fields" | "Values" | "Duplicates";

/** Element of a part, for links to it. */
export function sectionId(name: SectionName): string {
  return `compare-${name.toLowerCase()}`;
}

/** The ways to the parts below, which are long. The view's link stays as it is. */
export function SectionLinks({ names }: { names: readonly SectionName[] }) {
  const show = (name: SectionName) => {
    const section = document.getElementById(sectionId(name));
    section?.scrollIntoView({ block: "start" });
    section?.focus({ preventScroll: true });
  };
  return (
    <nav
      aria-label="Parts of the comparison"
      className="flex flex-wrap gap-x-4 border-line border-b px-4 py-1"
    >
      {names.map((name) => (
        <a
          key={name}
          href={`#${sectionId(name)}`}
          className="py-1 text-accent text-xs hover:underline"
          onClick={(event) => {
            event.preventDefault();
            show(name);
          }}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
