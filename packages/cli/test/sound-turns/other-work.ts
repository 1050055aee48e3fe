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
  "waiting for ci": [
    ask("Watch the CI run until it's done"),
    ...Array.from({ length: 4 }, () => run("gh run view 991 --json status -q .status", "in_progress")),
    run("gh run view 991 --json status,conclusion", '{"conclusion":"success","status":"completed"}'),
    say("CI is green."),
  ],
  "waiting still": [
    ask("Has the training finished?"),
    run("tail -1 train.log", "epoch 3/10 loss 0.41"),
    run("sleep 60; tail -1 train.log", "epoch 3/10 loss 0.41"),
    run("sleep 60; tail -1 train.log", "epoch 3/10 loss 0.41"),
    run("sleep 60; tail -1 train.log", "epoch 3/10 loss 0.41"),
    say("Not yet, epoch 3 of 10. It seems slow."),
  ],
  "flaky test repeated": [
    ask("run the queue test 4 times, I think it's flaky"),
    ...Array.from({ length: 4 }, () =>
      run("npx vitest run src/queue.test.ts | grep Tests", "      Tests  8 passed (8)"),
    ),
    say("It passed 4 of 4 times. Shall I try it under load?"),
  ],
  "two things watched until both are done": [
    ask("Watch the build and the deployment"),
    ...Array.from({ length: 3 }, () => [
      run("gh run view 991 --json status -q .status", "in_progress"),
      run("kubectl get pods", "shop-1  0/1  ContainerCreating"),
    ]).flat(),
    run("gh run view 991 --json status,conclusion", '{"conclusion":"success","status":"completed"}'),
    say("The build is green; the pod is still starting."),
  ],
};
