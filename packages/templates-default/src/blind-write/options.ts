import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface BlindWriteOptions {
  readonly unseenLines: number;
}

export const blindWriteOptions: StandardSchema<BlindWriteOptions> & { readonly definitions: OptionDefinitions } =
  defineOptions({
    unseenLines: {
      type: "number",
      default: 3,
      minimum: 1,
      integer: true,
      description: "How many of the replaced lines were never shown before an edit of a file that was opened counts.",
    },
  });
