import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface RepeatedErrorLoopOptions {
  readonly minimumTimes: number;
}

export const repeatedErrorLoopOptions: StandardSchema<RepeatedErrorLoopOptions> & {
  readonly definitions: OptionDefinitions;
} = defineOptions({
  minimumTimes: {
    type: "number",
    default: 3,
    minimum: 2,
    integer: true,
    description: "The same error from varying calls so many times, with nothing mended in between, is a loop.",
  },
});
