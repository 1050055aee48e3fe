export { toAtif } from "./to-atif.js";
export type { AtifOptions } from "./to-atif.js";
export type {
  AtifAgent,
  AtifExtra,
  AtifResult,
  AtifStep,
  AtifSubagent,
  AtifToolCall,
  AtifTrajectory,
} from "./atif-trajectory.js";
