export { Tape, windowEnd } from "./tape";
