import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface ExplorationParalysisOptions {
  readonly minimumLooks: number;
  readonly stepBudget: number;
  readonly budgetShare: number;
}

export const explorationParalysisOptions: StandardSchema<ExplorationParalysisOptions> & {
  readonly definitions: OptionDefinitions;
} = defineOptions({
  minimumLooks: {
    type: "number",
    default: 12,
    minimum: 3,
    integer: true,
    description:
      "An edit task that ends without a product edit after this many steps with a look or search is called so.",
  },
  stepBudget: {
    type: "number",
    default: 0,
    minimum: 0,
    integer: true,
    description: "Steps that the harness allows; 0 where only the run itself can tell.",
  },
  budgetShare: {
    type: "number",
    default: 0.5,
    minimum: 0.1,
    maximum: 1,
    description: "Share of a known budget that may go by before the first edit.",
  },
});
