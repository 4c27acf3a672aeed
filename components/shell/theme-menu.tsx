"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton, Menu, MenuRadioGroup } from "@/components/ui";
import { applyTheme, chooseTheme, readTheme, type ThemeChoice } from "./theme";

const OPTIONS = [
  { value: "system", label: "As the system", icon: <Monitor aria-hidden /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
] as const;

/** Chooses light or dark, or follows the system while it changes. */
export function ThemeMenu() {
  const [choice, setChoice] = useState<ThemeChoice>("system");

  useEffect(() => {
    setChoice(readTheme());
    const system = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => applyTheme(readTheme());
    // The system may have changed while the page was loading.
    follow();
    system.addEventListener("change", follow);
    return () => system.removeEventListener("change", follow);
  }, []);

  const icon = choice === "dark" ? <Moon /> : choice === "light" ? <Sun /> : <Monitor />;
  return (
    <Menu align="end" trigger={<IconButton label="Theme" icon={icon} />}>
      <MenuRadioGroup<ThemeChoice>
        label="Theme"
        value={choice}
        options={OPTIONS}
        onValueChange={(next) => {
          setChoice(next);
          chooseTheme(next);
        }}
      />
    </Menu>
  );
}
