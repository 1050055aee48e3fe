import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface InvalidToolCallsOptions {
  readonly minimumCalls: number;
  readonly majorShare: number;
}

export const invalidToolCallsOptions: StandardSchema<InvalidToolCallsOptions> & {
  readonly definitions: OptionDefinitions;
} = defineOptions({
  minimumCalls: {
    type: "number",
    default: 3,
    minimum: 1,
    integer: true,
    description: "So many calls that were rejected for their form are reported.",
  },
  majorShare: {
    type: "number",
    default: 0.1,
    minimum: 0,
    maximum: 1,
    description: "From this share of all calls on the finding is major, below it minor.",
  },
});
