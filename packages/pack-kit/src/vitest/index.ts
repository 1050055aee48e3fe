export { testPack } from "./test-pack.js";
export type { PackTestOptions } from "./test-pack.js";
export { testRecognisers } from "./test-recognisers.js";
export { testStrategy } from "./test-strategy.js";
export type { DetectCase, StrategyCases } from "../conformance/strategy-cases.js";
export type {
  CommandCase,
  PathCase,
  RecogniserCases,
  RunnerCase,
  SecretCase,
  ToolCase,
} from "../conformance/recogniser-cases.js";
export type { PackUnderTest } from "../conformance/registry-of.js";
