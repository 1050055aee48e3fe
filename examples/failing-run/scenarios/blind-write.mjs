// The agent changes a file that it never opened, calls a function that does not exist, sees the tests fail and stops.
/** @type {import("../agent.mjs").Scenario} */
export default {
  turns: [
    { says: "First I see which files there are.", command: "ls . src test" },
    { says: "I look at how discounts are computed.", command: "cat src/discount.js" },
    {
      says: "Before changing anything I run the tests.",
      command: "node --test",
    },
    {
      says: "All pass. The receipt should round the discount once, so I wrap the call there; the money module has a helper for that.",
      command:
        "perl -pi -e 's/= discountOf\\(lines, discount\\)/= roundToCents(discountOf(lines, discount))/' src/receipt.js",
    },
    { says: "Now the tests again.", command: "node --test" },
    {
      says: "Some receipt tests fail now. They were written for the old rounding, so that is to be expected.",
      command: "git diff -- src/receipt.js > patch.txt && cat patch.txt",
    },
    {
      says: "The discount is rounded once now, as the description asks.",
      command: "echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT && cat patch.txt",
    },
  ],
};
