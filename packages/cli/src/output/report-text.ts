import { humanReport } from "@mulligan/renderer";
import { hanging } from "./plan-text.js";
import type { PlannedInput } from "./plan-text.js";
import { runHeading } from "./run-heading.js";
import type { Style } from "./style.js";
import { wrap } from "./text.js";

/** The short report for a person, wrapped. */
export function reportText(input: PlannedInput, style: Style): string {
  const lines = humanReport(input.plan, input.registry)
    .split("\n")
    .map((line) => {
      const mark = /^(?:- |\d{1,2}\. )/.exec(line)?.[0] ?? "";
      return mark === "" ? wrap(line, style.width) : hanging(mark, line.slice(mark.length), style);
    });
  return [runHeading(input, style), ...lines].join("\n");
}
