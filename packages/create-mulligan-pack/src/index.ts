export { create } from "./create.js";
export type { CreateResult } from "./create.js";
export type { Terminal } from "./ask.js";
