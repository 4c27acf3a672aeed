export { AppFrame } from "./app-frame";
export { useOpenFiles } from "./open-files";
export { THEME_SCRIPT } from "./theme";
export { ThemeMenu } from "./theme-menu";
export { WorkbenchLoader } from "./workbench-loader";
