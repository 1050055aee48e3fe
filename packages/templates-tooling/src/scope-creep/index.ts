import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectScopeCreep } from "./detect.js";
import type { ScopeCreepData } from "./detect.js";
import { scopeCreepOptions } from "./options.js";
import type { ScopeCreepOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const scopeCreep: FailureStrategy<ScopeCreepData, ScopeCreepOptions> = defineStrategy({
  meta: {
    title: "Changes outside the task",
    summary: "More than half of the changed lines lie outside what the task asks for.",
    severity: "minor",
    conflictsWith: ["INSUFFICIENT_FIX"],
    onlyAtEnd: true,
  },
  options: scopeCreepOptions,
  detect: detectScopeCreep,
  templates,
});
