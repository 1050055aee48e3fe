// A process of a campaign, for the test that kills it: node ledger-worker.mjs LEDGER EPISODES MILLISECONDS
import { createHash } from "node:crypto";
import { createRegistry } from "../../core/dist/index.js";
import { templatesDefault } from "../../templates-default/dist/index.js";
import { errorsOnlyArm, plainArm, planArm, runCampaign } from "../dist/index.js";
import { openLedger } from "../dist/ledger/index.js";

const [path, episodes, milliseconds] = process.argv.slice(2);
const registry = createRegistry({ packs: [templatesDefault] });
const chance = (...about) => createHash("sha256").update(about.join("\n")).digest().readUInt32BE() / 2 ** 32;
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** A recording that is never twice the same. */
function recording(id, tests) {
  const commands = ["cat a.js", "sed -i 's/1/2/' a.js", ...(tests ? ["node --test"] : [])];
  const messages = [
    { role: "system", content: "You use a shell." },
    { role: "user", content: `Mend it: ${id}` },
    ...commands.flatMap((command, index) => [
      {
        role: "assistant",
        content: "",
        tool_calls: [
          { id: `c${index}`, type: "function", function: { name: "bash", arguments: JSON.stringify({ command }) } },
        ],
        extra: { actions: [{ command, tool_call_id: `c${index}` }] },
      },
      { role: "tool", tool_call_id: `c${index}`, content: "ok", extra: { raw_output: "ok", returncode: 0 } },
    ]),
    { role: "exit", content: "Submitted", extra: { exit_status: "Submitted", submission: "" } },
  ];
  return JSON.stringify({ info: { exit_status: "Submitted" }, messages, trajectory_format: "mini-swe-agent-1.1" });
}

const ledger = await openLedger(path, { leaseFor: 400 });
await runCampaign({
  store: ledger,
  campaign: "kills",
  registry,
  episodes: Array.from({ length: Number(episodes) }, (_, index) => ({ id: `e${index}`, task: `Task ${index}` })),
  arms: [plainArm(), errorsOnlyArm(), planArm({ registry })],
  maxAttempts: 3,
  renewEvery: 100,
  pollEvery: 50,
  timers: {
    wait: pause,
    repeat: (time, action) => {
      const timer = setInterval(action, time);
      return () => clearInterval(timer);
    },
  },
  runAttempt: async ({ episode, arm, attempt }) => {
    await pause(Number(milliseconds) * Math.random() * 2);
    const tests = chance(episode.id, arm, attempt, "tests") < 0.5;
    return { recording: recording(`${episode.id} ${arm} ${attempt}`, tests), usage: { cost: 0.01, seconds: 1 } };
  },
  evaluate: ({ episode, arm, attempt }) => Math.floor(chance(episode.id, arm, attempt, "score") * 1.4 * 4) / 4,
});
ledger.close();
