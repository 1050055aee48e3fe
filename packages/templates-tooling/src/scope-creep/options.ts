import { defineOptions } from "@mulligan/core";
import type { OptionDefinitions, StandardSchema } from "@mulligan/core";

export interface ScopeCreepOptions {
  readonly share: number;
  readonly minimumLines: number;
}

export const scopeCreepOptions: StandardSchema<ScopeCreepOptions> & { readonly definitions: OptionDefinitions } =
  defineOptions({
    share: {
      type: "number",
      default: 0.5,
      minimum: 0,
      maximum: 1,
      description: "More than this share of the changed lines outside the task is reported.",
    },
    minimumLines: {
      type: "number",
      default: 20,
      minimum: 1,
      integer: true,
      description: "Fewer lines outside the task than this are never reported.",
    },
  });
