/** Grey bars while the first answer is on its way. */
export function FacetSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-2 py-1.5">
      {["w-3/4", "w-1/2", "w-2/3"].map((width) => (
        <span key={width} className={`h-2 rounded-sm bg-surface-3 ${width}`} />
      ))}
    </div>
  );
}
