import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface PrematureEditOptions {
  readonly minimumLooks: number;
}

export const prematureEditOptions: StandardSchema<PrematureEditOptions> & { readonly definitions: OptionDefinitions } =
  defineOptions({
    minimumLooks: {
      type: "number",
      default: 2,
      minimum: 1,
      integer: true,
      description: "With this many looks and searches before it, the first edit is not premature.",
    },
  });
