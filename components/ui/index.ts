export { Button, type ButtonProps, type ButtonVariant, buttonClass } from "./button";
export { Checkbox, type CheckboxProps } from "./checkbox";
export { Chip } from "./chip";
export { classNames } from "./class-names";
export { constantWords } from "./constant-words";
export { Dialog } from "./dialog";
export { formatMoment } from "./format-moment";
export {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  formatUnits,
  withMinus,
} from "./format-number";
export { IconButton, type IconButtonProps } from "./icon-button";
export { Kbd } from "./kbd";
export { Later } from "./later";
export { Menu, MenuCheckboxItem, MenuItem, MenuLabel, MenuRadioGroup, MenuSeparator } from "./menu";
export { Popover } from "./popover";
export { Select, type SelectOption, type SelectProps } from "./select";
export { Switch } from "./switch";
export { TabList, TabPanel, Tabs } from "./tabs";
export { TextField, type TextFieldProps } from "./text-field";
export { Hint, tipOf } from "./tips";
export { type ToastOptions, useToast, useWorkToast, type WorkToast } from "./toast";
export { UiProvider } from "./ui-provider";
export { useLastingCallback } from "./use-lasting-callback";
export { visibleLine } from "./visible-text";
