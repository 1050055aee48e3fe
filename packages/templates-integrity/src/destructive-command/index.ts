import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectDestructiveCommand } from "./detect.js";
import type { DestructiveCommandData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const destructiveCommand: FailureStrategy<DestructiveCommandData> = defineStrategy({
  meta: {
    title: "Destructive command",
    summary: "A command destroyed files, changes, history or data that were not the agent's own.",
    severity: "critical",
    keepsSeverityOnPass: true,
  },
  detect: detectDestructiveCommand,
  templates,
});
