/** What the two shades of bars are, for a picture of them: on the page the hint of each bar tells both counts. */
export function ShadeKey({ front, behind }: { front: string; behind: string }) {
  return (
    <p hidden data-picture-note>
      {[
        { ground: "bg-accent", words: front },
        { ground: "bg-total", words: behind },
      ].map(({ ground, words }) => (
        <span key={words} data-picture-key className="text-ink-3">
          <span className={ground} />
          {words}
        </span>
      ))}
    </p>
  );
}
