import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface ContextOverflowOptions {
  readonly observationCharacters: number;
  readonly totalCharacters: number;
}

export const contextOverflowOptions: StandardSchema<ContextOverflowOptions> & {
  readonly definitions: OptionDefinitions;
} = defineOptions({
  observationCharacters: {
    type: "number",
    default: 50_000,
    minimum: 1_000,
    integer: true,
    description: "One observation with more characters than this, before the last step, is too large.",
  },
  totalCharacters: {
    type: "number",
    default: 400_000,
    minimum: 10_000,
    integer: true,
    description: "All observations together with more characters than this are too large.",
  },
});
