export { interpret } from "./actions/interpret.js";
export type { InterpretOptions } from "./actions/interpret.js";
export type { TestReport, TestRunner, ToolKind } from "@mulligan/core";
export { createLineReader } from "./line-reader.js";
export type { LineReader, LineReaderEnd, ReadRun } from "./line-reader.js";
export * from "./outcome/index.js";
export { readBytes, readText } from "./read.js";
export type { ReadOptions, ReadResult } from "./read.js";
export * from "./record.js";
