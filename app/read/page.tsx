import type { Metadata } from "next";
import { WorkbenchLoader } from "@/components/shell";

export const metadata: Metadata = { title: "Record · Loupe" };

export default function ReadPage() {
  return <WorkbenchLoader page={null} />;
}
