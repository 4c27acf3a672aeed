"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton, Menu, MenuRadioGroup } from "@/components/ui";
import { chooseTheme, readTheme, type ThemeChoice } from "./theme";

const OPTIONS = [
  { value: "system", label: "As the system", icon: <Monitor aria-hidden /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
] as const;

/** Chooses light or dark, or to follow the system. */
export function ThemeMenu() {
  const [choice, setChoice] = useState<ThemeChoice>("system");

  useEffect(() => setChoice(readTheme()), []);

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
