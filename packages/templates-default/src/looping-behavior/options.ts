import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface LoopingBehaviorOptions {
  readonly minimumTimes: number;
}

export const loopingBehaviorOptions: StandardSchema<LoopingBehaviorOptions> & {
  readonly definitions: OptionDefinitions;
} = defineOptions({
  minimumTimes: {
    type: "number",
    default: 3,
    minimum: 3,
    integer: true,
    description:
      "How often something is repeated before it is called a loop. The lines of a file need four times at least.",
  },
});
