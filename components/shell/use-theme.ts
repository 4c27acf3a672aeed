import { useEffect } from "react";
import { applyTheme, readTheme } from "./theme";

/** Keeps the page in the chosen colours, also while the system changes between light and dark. */
export function useTheme(): void {
  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => applyTheme(readTheme());
    // The system may have changed while the page was loading.
    follow();
    system.addEventListener("change", follow);
    return () => system.removeEventListener("change", follow);
  }, []);
}
