export { compilePack } from "./compile-pack.js";
export type { CompiledPack, CompileOptions } from "./compile-pack.js";
export { runCommand } from "./run-command.js";
export type { CommandResult } from "./run-command.js";
