export { action, episode } from "./episode-builder.js";
export type { EpisodeBuilder } from "./episode-builder.js";
export type { EditFields, Execution, LookFields, StepFields } from "./actions.js";
export { detect } from "./detect.js";
export * from "./inject/index.js";
