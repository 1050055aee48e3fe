import { defineOptions } from "@mulligan/core";
import type { OptionDefinition, OptionsOf, StandardSchema } from "@mulligan/core";

// mulligan-scaffold: what projects may adjust; without options remove this file and its uses
const definitions: { readonly folders: Extract<OptionDefinition, { type: "strings" }> } = {
  folders: {
    type: "strings",
    default: ["vendor", "third_party"],
    description: "Names of folders that hold copied code.",
  },
};

export type Options = OptionsOf<typeof definitions>;

export const options: StandardSchema<Options> & { readonly definitions: typeof definitions } =
  defineOptions(definitions);
