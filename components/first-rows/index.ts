export { FirstRowsPage } from "./first-rows-page";
