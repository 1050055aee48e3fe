/** One step a line; a list mark in front of it is dropped, as the steps are numbered when they are shown. */
export function planSteps(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[-*]|\d{1,2}[.)])\s+/, "").trim())
    .filter((line) => line !== "");
}

export function numbered(steps: readonly string[]): string {
  return steps.length === 0 ? "" : ["Plan:", ...steps.map((step, index) => `${index + 1}. ${step}`)].join("\n");
}
