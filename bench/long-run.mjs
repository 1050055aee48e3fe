// A made-up recording in mini-swe-agent's format. The same number of steps gives the same bytes.
import { shellCall, task } from "./shell-calls.mjs";

export function longRun(steps) {
  const messages = [
    { role: "system", content: "You are an agent that works in a shell." },
    { role: "user", content: task },
  ];
  for (let step = 1; step <= steps; step += 1) {
    const [command, output, returncode] = shellCall(step);
    messages.push({
      role: "assistant",
      content: `Step ${step}: I look at the next place.`,
      tool_calls: [
        { id: `call_${step}`, type: "function", function: { name: "bash", arguments: JSON.stringify({ command }) } },
      ],
      extra: { actions: [{ command, tool_call_id: `call_${step}` }] },
    });
    messages.push({
      role: "tool",
      tool_call_id: `call_${step}`,
      content: `<returncode>${returncode}</returncode>\n<output>\n${output}\n</output>`,
      extra: { raw_output: output, returncode },
    });
  }
  messages.push({ role: "exit", content: "", extra: { exit_status: "Submitted", submission: "" } });
  return JSON.stringify({
    info: { exit_status: "Submitted", submission: "", config: { environment: { cwd: "/testbed" } } },
    messages,
    trajectory_format: "mini-swe-agent-1.1",
    instance_id: "bench__bench-1",
  });
}
