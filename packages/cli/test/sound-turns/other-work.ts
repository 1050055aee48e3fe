import { ask, run, say } from "./session.js";
import type { Sessions } from "./session.js";

/** The same command again and again, with reason. */
export const otherWork: Sessions = {
  polling: [
    ask("Is the deployment done?"),
    ...Array.from({ length: 5 }, (_, i) => run("gh run view 12", i < 4 ? "in progress" : "completed success")),
    say("It is done."),
  ],
  "polling same": [
    ask("Wait for the deployment."),
    ...Array.from({ length: 6 }, () => run("sleep 30; gh run view 12", "in progress")),
    say("It is still in progress; I will look again when you ask."),
  ],
  "git status again": [
    ask("Rebase on main."),
    ...Array.from({ length: 4 }, (_, i) => run("git status", `interactive rebase in progress ${i}`)),
    say("Rebased."),
  ],
};
