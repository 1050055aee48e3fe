import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface WrongFileNavigationOptions {
  readonly minimumOtherFiles: number;
}

export const wrongFileNavigationOptions: StandardSchema<WrongFileNavigationOptions> & {
  readonly definitions: OptionDefinitions;
} = defineOptions({
  minimumOtherFiles: {
    type: "number",
    default: 3,
    minimum: 1,
    integer: true,
    description: "How many other files were looked at before a named file that was not counts as passed over.",
  },
});
