export type ThemeChoice = "system" | "light" | "dark";

const KEY = "loupe:theme";

/** Runs in the head before the first paint; the same rule as `applyTheme`. */
export const THEME_SCRIPT = `(function(){var t=null;try{t=localStorage.getItem("${KEY}")}catch(e){}
var d=t==="dark"||(t!=="light"&&matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.dataset.theme=d?"dark":"light"})()`;

export function readTheme(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    // Storage refused: follow the system.
    return "system";
  }
}

/** Puts the chosen colours on the page; "system" follows the operating system. */
export function applyTheme(choice: ThemeChoice): void {
  const isDark =
    choice === "dark" || (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
}

export function chooseTheme(choice: ThemeChoice): void {
  try {
    if (choice === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Storage refused: the choice holds until the page is left.
  }
  applyTheme(choice);
}
