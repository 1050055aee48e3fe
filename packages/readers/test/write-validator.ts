/**
 * What is wrong with an ATIF 1.7 document by the strict reading of the format: no members that it does not know, the
 * required ones there and of the right type, ids and references sound. Empty for a valid one.
 */
export function atifProblems(document: unknown): readonly string[] {
  const validator = new Validator();
  validator.trajectory(document, "");
  return validator.problems;
}

type Members = Readonly<Record<string, Kind>>;
type Kind = "text" | "name" | "number" | "integer" | "object" | "list" | "flag" | "version";

interface Shape {
  readonly required: Members;
  readonly optional: Members;
}

const shapes = {
  trajectory: {
    required: { schema_version: "version", agent: "object", steps: "list" },
    optional: {
      session_id: "name",
      trajectory_id: "name",
      notes: "text",
      final_metrics: "object",
      continued_trajectory_ref: "text",
      extra: "object",
      subagent_trajectories: "list",
    },
  },
  agent: {
    required: { name: "name", version: "name" },
    optional: { model_name: "text", tool_definitions: "list", extra: "object" },
  },
  step: {
    required: { step_id: "integer", source: "name", message: "text" },
    optional: {
      timestamp: "name",
      model_name: "text",
      reasoning_effort: "text",
      reasoning_content: "text",
      tool_calls: "list",
      observation: "object",
      metrics: "object",
      is_copied_context: "flag",
      llm_call_count: "integer",
      extra: "object",
    },
  },
  toolCall: {
    required: { tool_call_id: "name", function_name: "name", arguments: "object" },
    optional: { extra: "object" },
  },
  observation: { required: { results: "list" }, optional: {} },
  result: {
    required: {},
    optional: { source_call_id: "name", content: "text", subagent_trajectory_ref: "list", extra: "object" },
  },
  reference: {
    required: {},
    optional: { trajectory_id: "name", trajectory_path: "name", session_id: "name", extra: "object" },
  },
  finalMetrics: {
    required: {},
    optional: {
      total_prompt_tokens: "integer",
      total_completion_tokens: "integer",
      total_cached_tokens: "integer",
      total_cost_usd: "number",
      total_steps: "integer",
      extra: "object",
    },
  },
} as const satisfies Readonly<Record<string, Shape>>;

const agentOnly = ["model_name", "reasoning_effort", "reasoning_content", "tool_calls", "metrics"];

class Validator {
  readonly problems: string[] = [];

  trajectory(value: unknown, place: string): void {
    const root = this.#shaped(value, shapes.trajectory, place);
    this.#shaped(root["agent"], shapes.agent, `${place}/agent`);
    if (root["final_metrics"] !== undefined) {
      const metrics = this.#shaped(root["final_metrics"], shapes.finalMetrics, `${place}/final_metrics`);
      if (metrics["total_steps"] !== list(root["steps"]).length)
        this.#add(place, "total_steps is not the steps' number");
    }
    const embedded = list(root["subagent_trajectories"]);
    const ids = embedded.map((item) => record(item)["trajectory_id"]);
    if (ids.some((id) => typeof id !== "string")) this.#add(place, "an embedded trajectory without trajectory_id");
    if (new Set(ids).size < ids.length) this.#add(place, "two embedded trajectories of one trajectory_id");
    const steps = list(root["steps"]);
    if (steps.length === 0) this.#add(place, "no steps");
    const calls = new Set<unknown>();
    for (const [index, step] of steps.entries()) this.#step(step, index, calls, ids, `${place}/steps/${index}`);
    for (const [index, item] of embedded.entries()) this.trajectory(item, `${place}/subagent_trajectories/${index}`);
  }

  #step(value: unknown, index: number, all: Set<unknown>, embedded: readonly unknown[], place: string): void {
    const step = this.#shaped(value, shapes.step, place);
    const { source } = step;
    if (step["step_id"] !== index + 1) this.#add(place, `the step_id is not ${index + 1}`);
    if (source !== "system" && source !== "user" && source !== "agent") this.#add(place, "an unknown source");
    if (source !== "agent") {
      for (const name of agentOnly) if (name in step) this.#add(place, `${name} in a step that is not the agent's`);
    }
    if ("tool_calls" in step && list(step["tool_calls"]).length === 0) this.#add(place, "empty tool_calls");
    const own = new Set<unknown>();
    for (const [number, item] of list(step["tool_calls"]).entries()) {
      const id = this.#shaped(item, shapes.toolCall, `${place}/tool_calls/${number}`)["tool_call_id"];
      if (all.has(id)) this.#add(place, "a tool_call_id twice");
      all.add(id);
      own.add(id);
    }
    if (step["observation"] === undefined) return;
    const { results } = this.#shaped(step["observation"], shapes.observation, `${place}/observation`);
    for (const [number, item] of list(results).entries()) {
      const at = `${place}/observation/results/${number}`;
      const result = this.#shaped(item, shapes.result, at);
      const call = result["source_call_id"];
      if (call !== undefined && !own.has(call)) this.#add(at, "a source_call_id of no call of the step");
      for (const reference of list(result["subagent_trajectory_ref"])) this.#reference(reference, embedded, at);
    }
  }

  #reference(value: unknown, embedded: readonly unknown[], place: string): void {
    const { trajectory_id: id, trajectory_path: path } = this.#shaped(value, shapes.reference, place);
    if (id === undefined && path === undefined) this.#add(place, "a sub-agent that cannot be found");
    if (id !== undefined && path === undefined && !embedded.includes(id)) this.#add(place, "a sub-agent not embedded");
  }

  #shaped(value: unknown, { required, optional }: Shape, place: string): Readonly<Record<string, unknown>> {
    if (!is(value, "object")) {
      this.#add(place, "is not an object");
      return {};
    }
    const members = record(value);
    for (const name of Object.keys(required)) if (!(name in members)) this.#add(place, `lacks ${name}`);
    for (const [name, member] of Object.entries(members)) {
      const kind = required[name] ?? optional[name];
      if (kind === undefined) this.#add(place, `the format knows no ${name}`);
      else if (!is(member, kind)) this.#add(place, `${name} is no ${kind}`);
    }
    return members;
  }

  #add(place: string, problem: string): void {
    this.problems.push(`${place || "/"}: ${problem}`);
  }
}

function is(value: unknown, kind: Kind): boolean {
  if (kind === "version") return value === "ATIF-v1.7";
  if (kind === "text") return typeof value === "string";
  if (kind === "name") return typeof value === "string" && value !== "";
  if (kind === "number") return typeof value === "number";
  if (kind === "integer") return Number.isInteger(value);
  if (kind === "list") return Array.isArray(value);
  if (kind === "flag") return typeof value === "boolean";
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return is(value, "object") ? (value as Readonly<Record<string, unknown>>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
