import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface OversizedRewriteOptions {
  readonly changedShare: number;
  readonly minimumLines: number;
}

export const oversizedRewriteOptions: StandardSchema<OversizedRewriteOptions> & {
  readonly definitions: OptionDefinitions;
} = defineOptions({
  changedShare: {
    type: "number",
    default: 0.6,
    minimum: 0.1,
    maximum: 1,
    description: "One write that changes more than this share of a file's lines is oversized.",
  },
  minimumLines: {
    type: "number",
    default: 80,
    minimum: 10,
    integer: true,
    description: "Files up to this many lines are not judged.",
  },
});
