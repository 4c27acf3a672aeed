import type { Metadata } from "next";
import { WorkbenchLoader } from "@/components/shell";

export const metadata: Metadata = { title: "Browse · Loupe" };

export default function BrowsePage() {
  return <WorkbenchLoader />;
}
