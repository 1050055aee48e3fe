// The agent runs the tests, finds the right function, rewrites it, and hands it in without running anything again. The
// rewrite mends one case of two: baskets with a discount for a category are still rounded line by line.
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
import { lineTotal, subtotal } from "./lines.js";
import { percentOf } from "./money.js";

/** How much a discount takes off a basket, in cents. */
export function discountOf(lines, discount) {
  if (discount === undefined) return 0;
  if (discount.kind === "fixed") return Math.min(discount.cents, subtotal(lines));
  if (discount.category === undefined) return percentOf(subtotal(lines), discount.percent);
  const discounted = lines.filter((line) => line.category === discount.category);
  return discounted.reduce((sum, line) => sum + percentOf(lineTotal(line), discount.percent), 0);
}
EOF`,
    },
    { says: "Now I write the patch.", command: "git diff -- src/discount.js > patch.txt" },
    { says: "A last look at the patch.", command: "cat patch.txt" },
    {
      says: "I rewrote discountOf so that the percentage is taken of the subtotal. The patch follows.",
      command: "echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT && cat patch.txt",
    },
  ],
};
