import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface FailedEditCascadeOptions {
  readonly minimumFailed: number;
  readonly minimumInRow: number;
}

export const failedEditCascadeOptions: StandardSchema<FailedEditCascadeOptions> & {
  readonly definitions: OptionDefinitions;
} = defineOptions({
  minimumFailed: {
    type: "number",
    default: 3,
    minimum: 1,
    integer: true,
    description: "So many failed edits in one run are a cascade, whatever lies between them.",
  },
  minimumInRow: {
    type: "number",
    default: 2,
    minimum: 2,
    integer: true,
    description: "So many failed attempts in a row on one file are a cascade.",
  },
});
