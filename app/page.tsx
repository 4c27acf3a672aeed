import { connection } from "next/server";
import { Home } from "@/components/home";
import { dataMounts, listDataFiles } from "@/lib/server";

export default async function HomePage() {
  await connection();
  return <Home data={await listDataFiles(dataMounts())} />;
}
