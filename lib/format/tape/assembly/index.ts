export {
  addBoolean,
  addHash,
  addNumber,
  addText,
  closeList,
  closeText,
  cutTexts,
  distinctAt,
  distinctRows,
  fillTo,
  newColumn,
  reserve,
  toIntegers,
} from "./columns";
export { knowsMessage, teachMessage, teachName, teachRole } from "./conversation";
export { blankLines, countLines, findRun, isDoubtful, setRun } from "./find";
export { digestHigh, digestLow, hashByte, hashDigest, hashReset, hashSpan } from "./hash";
export { allocate } from "./heap";
export { layLists, layObjects, layTexts } from "./lay";
export { measureTexts } from "./measure";
export { splitTexts, unsnap } from "./pages";
export { addRows, beginChunk, hasPlan, isUsed, newPlan, setField, setOwn, setPlaces } from "./rows";
export { decodeFrom, forgetShapes, init, recordCount, scan } from "./scan";
export { extend } from "./shapes";
export { holdsReplacement } from "./utf8";
