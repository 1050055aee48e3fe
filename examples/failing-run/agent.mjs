// A simulation of a coding agent: no model is asked. A scenario says what the "agent" thinks and types; the commands
// really run, and their outputs are recorded as they come. The recording has the shape of mini-swe-agent 1.1.
import { shownFolder } from "./workspace.mjs";

/** What mini-swe-agent agrees upon with its agent: an output that starts with this line hands in the rest of it. */
const submitMark = "COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT\n";

/** @typedef {{ says: string, command: string }} Turn */
/** @typedef {{ turns: readonly Turn[], stepLimit?: number }} Scenario */

/**
 * Plays a scenario in a workspace.
 * @param {{ instanceId: string, task: string, scenario: Scenario, workspace: import("./workspace.mjs").Workspace }} input
 */
export function runAgent({ instanceId, task, scenario, workspace }) {
  const stepLimit = scenario.stepLimit ?? 0;
  /** @type {object[]} */
  const messages = [
    { role: "system", content: "You solve programming tasks with a shell. Every answer runs one command." },
    { role: "user", content: userPrompt(task) },
  ];
  let exit = { exit_status: "LimitsExceeded", submission: "" };
  for (const [index, { says, command }] of scenario.turns.entries()) {
    if (stepLimit > 0 && index === stepLimit) break;
    const id = `call_${String(index + 1).padStart(2, "0")}`;
    messages.push({
      role: "assistant",
      content: says,
      tool_calls: [{ id, type: "function", function: { name: "bash", arguments: JSON.stringify({ command }) } }],
      extra: { actions: [{ command, tool_call_id: id }] },
    });
    const { output, returncode } = workspace.shell(command);
    if (returncode === 0 && output.startsWith(submitMark)) {
      exit = { exit_status: "Submitted", submission: output.slice(submitMark.length) };
      break;
    }
    messages.push({
      role: "tool",
      tool_call_id: id,
      content: `<returncode>${returncode}</returncode>\n<output>\n${output}</output>`,
      extra: { raw_output: output, returncode },
    });
  }
  messages.push({ role: "exit", content: exit.submission === "" ? exit.exit_status : exit.submission, extra: exit });
  return {
    info: {
      ...exit,
      mini_version: "simulated",
      config: {
        agent: { step_limit: stepLimit },
        model: { model_name: "scripted" },
        environment: { cwd: shownFolder },
      },
    },
    messages,
    trajectory_format: "mini-swe-agent-1.1",
    instance_id: instanceId,
  };
}

/** @param {string} task */
function userPrompt(task) {
  return `<pr_description>
${task.trim()}
</pr_description>

The repository lies in ${shownFolder}, where every command starts. Change the source files so that the description above
is met. Run the tests with \`node --test\`. When you are done, write your changes to patch.txt with \`git diff\` and hand
it in with \`echo ${submitMark.trim()} && cat patch.txt\`.
`;
}
