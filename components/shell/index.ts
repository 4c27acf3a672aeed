export { AppFrame } from "./app-frame";
export { THEME_SCRIPT } from "./theme";
export { ThemeMenu } from "./theme-menu";
export { WorkbenchLoader } from "./workbench-loader";
