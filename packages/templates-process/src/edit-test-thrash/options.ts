import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface EditTestThrashOptions {
  readonly minimumCycles: number;
}

export const editTestThrashOptions: StandardSchema<EditTestThrashOptions> & {
  readonly definitions: OptionDefinitions;
} = defineOptions({
  minimumCycles: {
    type: "number",
    default: 3,
    minimum: 2,
    integer: true,
    description: "So many consecutive edits that end in the same failure are thrashing.",
  },
});
