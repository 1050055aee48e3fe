// A made-up recording in SWE-agent's format, with the history that its files repeat every step in.
import { shellCall, task } from "./shell-calls.mjs";

export function sweAgentRun(steps) {
  const history = [
    { role: "system", content: "You are an agent that works in a shell.", agent: "main" },
    { role: "user", content: task, agent: "main" },
  ];
  const trajectory = [];
  for (let step = 1; step <= steps; step += 1) {
    const [action, output] = shellCall(step);
    const thought = `Step ${step}: I look at the next place.`;
    const response = `${thought}\n\`\`\`\n${action}\n\`\`\``;
    const state = JSON.stringify({ open_file: "n/a", working_dir: "/testbed" });
    trajectory.push({ action, observation: output, response, state, thought });
    history.push({ role: "assistant", content: response, thought, action, agent: "main" });
    history.push({
      role: "user",
      content: `${output}\n(Open file: n/a)\n(Current directory: /testbed)\nbash-$`,
      agent: "main",
    });
  }
  return JSON.stringify({
    environment: "swe_main",
    trajectory,
    history,
    info: { exit_status: "submitted", submission: "" },
  });
}
