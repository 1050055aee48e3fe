// The agent searches for the same word and opens the same file again and again, until its steps are used up.
const search = "grep -n round src/*.js";
const open = "cat src/money.js";

/** @type {import("../agent.mjs").Scenario} */
export default {
  stepLimit: 12,
  turns: [
    { says: "First I see which files there are.", command: "ls . src test" },
    { says: "The cents get lost where something is rounded.", command: search },
    { says: "The rounding happens in the money module.", command: open },
    { says: "percentOf rounds correctly. I look for other places that round.", command: search },
    { says: "Back to the money module.", command: open },
    { says: "I must be missing a place that rounds.", command: search },
    { says: "percentOf still looks right to me.", command: open },
    { says: "I search once more.", command: search },
    { says: "The money module is the only candidate.", command: open },
    { says: "There has to be another place.", command: search },
    { says: "I read percentOf again.", command: open },
    { says: "Let me search for the rounding.", command: search },
  ],
};
