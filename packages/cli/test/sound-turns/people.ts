import { sessions } from "../hook-sessions.js";
import { ask, call, edit, read, run, say, tsEdit } from "./session.js";
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
  "dev server already up": [
    ask("Footer year is wrong. npm run dev is already running in my terminal, I'll look there"),
    read("src/Footer.tsx", "<p>2024</p>"),
    edit("src/Footer.tsx", "2024", "{new Date().getFullYear()}"),
    say("The footer uses the current year."),
  ],
  "logging statement for user to run": [
    ask("Add a debug log to checkout.ts so that I can see the payload when I run it"),
    read("src/checkout.ts", "send(payload)\n"),
    edit("src/checkout.ts", "send(payload)", "console.log(payload);\nsend(payload)"),
    say("Added. Run it and look at the console."),
  ],
  firmware: [
    ask("Blink faster. I'll flash it to the board."),
    read("src/main.ino", "delay(1000);"),
    edit("src/main.ino", "1000", "200"),
    say("200 ms now."),
  ],
  "game user plays": [
    ask("Make the player jump higher, I'll try it in the editor"),
    read("Assets/Player.cs", "jump = 5f;"),
    edit("Assets/Player.cs", "5f", "8f"),
    say("Jump is 8 now."),
  ],
  "interrupted then answer": [
    ask("Add tax"),
    read("shop.py", "def total(x):\n    return sum(x)\n"),
    edit("shop.py", "return sum(x)", "return sum(x) * 1.2"),
    call("Bash", { command: "pytest -q" }, "[Request interrupted by user for tool use]", true),
    say("Stopped."),
  ],
};
