export { measureLabels } from "./measure-labels";
