/** The outline of a record while it is read. */
export function RecordSkeleton() {
  return (
    <div role="status" aria-label="Reading the record" className="flex flex-col">
      {["w-2/3", "w-11/12", "w-1/2"].map((width) => (
        <div key={width} className="flex gap-3 border-line border-b px-3 py-3">
          <div className="h-3 w-16 rounded-sm bg-surface-3" />
          <div className="flex flex-1 flex-col gap-2">
            <div className="h-3 w-full rounded-sm bg-surface-3" />
            <div className={`h-3 rounded-sm bg-surface-3 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
