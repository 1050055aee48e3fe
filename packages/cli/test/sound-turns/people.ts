import { sessions } from "../hook-sessions.js";
import { ask, call, edit, run, say, tsEdit } from "./session.js";
import type { Sessions } from "./session.js";

/** The person tests it, does without a run, or took the change back. */
export const people: Sessions = {
  "user tests": [ask("Fix total. I'll test it myself."), ...tsEdit, say("Changed.")],
  "user says no tests": [ask("Fix total, no tests needed."), ...tsEdit, say("Changed.")],
  "user: don't run anything": [ask("Fix total. Don't run anything, my machine is busy."), ...tsEdit, say("Changed.")],
  "user: just edit": [
    ask("Just make the edit in src/cart.ts, nothing else. I'm running the dev server."),
    ...tsEdit,
    say("Changed."),
  ],
  "user tried": [ask("Fix total."), ...tsEdit, say("Changed."), ask("I tested it, works. Thanks!"), say("Great.")],
  "works for user": [
    ...sessions.NEVER_TESTED,
    ask("Works, thanks. Commit it."),
    run("git commit -am 'fix'", "[main 1] fix"),
    say("Committed."),
  ],
  refused: [
    ask("Fix total."),
    ...tsEdit,
    call(
      "Bash",
      { command: "npm test" },
      "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file). STOP what you are doing and wait for the user to tell you how to proceed.",
      true,
    ),
    say("Understood."),
  ],
  "no permission": [
    ask("Fix total."),
    ...tsEdit,
    call("Bash", { command: "npm test" }, "This command requires approval", true),
    say("I changed it but could not run the tests: the command needs your approval."),
  ],
  asks: [
    ask("Fix total."),
    ...tsEdit,
    say("I made a first draft of the change. Should an empty cart return 0 or undefined?"),
  ],
  revert: [
    ...sessions.sound,
    ask("Undo that."),
    run("git checkout src/cart.py", "Updated 1 path from the index"),
    say("Reverted."),
  ],
  "revert by edit": [
    ...sessions.sound,
    ask("Undo that."),
    edit("src/cart.py", "return sum(items) - discount(items)", "return sum(items)"),
    say("Reverted."),
  ],
  format: [
    ...sessions.sound,
    ask("Format it."),
    run("black src", "reformatted src/cart.py\n1 file reformatted."),
    say("Formatted."),
  ],
  prettier: [ask("Format the code."), run("npx prettier --write src", "src/cart.ts 12ms"), say("Formatted.")],
};
