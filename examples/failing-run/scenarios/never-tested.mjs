// The agent runs the tests, finds the right function, rewrites it, and hands it in without running them again. The
// rewrite forgets the category: one more run would have shown it.
/** @type {import("../agent.mjs").Scenario} */
export default {
  turns: [
    { says: "I start with an overview of the repository.", command: "ls . src test" },
    { says: "I run the tests to see where things stand.", command: "node --test" },
    { says: "All pass. The discount is probably computed in its own module.", command: "cat src/discount.js" },
    {
      says: "Every line is rounded by itself, which explains the missing cents. I check what the helpers offer.",
      command: "cat src/lines.js src/money.js",
    },
    {
      says: "The percentage can be taken of the subtotal, rounded once.",
      command: `cat > src/discount.js <<'EOF'
import { subtotal } from "./lines.js";
import { percentOf } from "./money.js";

/** How much a discount takes off a basket, in cents. */
export function discountOf(lines, discount) {
  if (discount === undefined) return 0;
  const sum = subtotal(lines);
  return discount.kind === "fixed" ? Math.min(discount.cents, sum) : percentOf(sum, discount.percent);
}
EOF`,
    },
    { says: "Now I write the patch.", command: "git diff -- src/discount.js > patch.txt" },
    { says: "A last look at the patch.", command: "cat patch.txt" },
    {
      says: "The discount is now rounded once. The bug is fixed, and all existing tests still pass.",
      command: "echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT && cat patch.txt",
    },
  ],
};
