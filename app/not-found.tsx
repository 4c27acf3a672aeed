import Link from "next/link";
import { buttonClass } from "@/components/ui";

export default function NotFound() {
  return (
    <main className="mx-auto flex h-full max-w-md flex-col items-start justify-center gap-3 px-6">
      <h1 className="font-semibold text-lg">There is no such page</h1>
      <p className="text-ink-2">The address may be cut short. Links made by Loupe start with /browse.</p>
      <Link href="/" className={buttonClass()}>
        Open a dataset
      </Link>
    </main>
  );
}
