export { formatNames } from "./detect.js";
export { recordBytes, recordText } from "./record-text.js";
export type { Recording, RecordOptions } from "./record-source.js";
export type { RecordedCall, RecordedRun } from "./recorded-run.js";
