import type { RecordedCall } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import { runShell } from "../commands/run-shell.js";
import { isAbsolute } from "../paths/normalise.js";
import { argumentsOf, commandOf, joinWords, patternOf, pathOf } from "./arguments.js";
import { delegatedTests } from "./delegated-tests.js";
import { runEditTool } from "./edit-tools.js";
import { runReadTool, runSearchTool } from "./read-tools.js";
import { readSkills } from "./python-skills.js";
import { runSuiteTool } from "./suite-tool.js";
import { toolKind } from "./tool-map.js";

/** Reads the call of a named tool into actions. */
export function runTool(walk: Walk, call: RecordedCall): void {
  const kind = toolKind(call.tool, walk.tools);
  const input = argumentsOf(call.input);
  switch (kind) {
    case "read":
      runReadTool(walk, call, input);
      return;
    case "search":
    case "find":
      runSearchTool(walk, call, input, kind === "find");
      return;
    case "list": {
      const path = pathOf(input) ?? ".";
      walk.emit({ kind: "list", path: walk.path(path) });
      return;
    }
    case "edit":
    case "write":
    case "multi-edit":
    case "patch":
    case "editor":
    case "insert":
    case "delete":
    case "move":
      runEditTool(walk, call, input, kind);
      return;
    case "shell":
    case "code": {
      const text =
        call.command ??
        (Array.isArray(call.input)
          ? joinWords(call.input as unknown[])
          : typeof call.input === "string"
            ? call.input
            : commandOf(input));
      // Keys for the command that is running, or a wait for its output.
      if (text === undefined || input["is_input"] === true || input["is_input"] === "true" || text.trim() === "") break;
      const folder = input["workdir"] ?? input["cwd"] ?? input["dir_path"] ?? input["directory"];
      if (call.cwd === undefined && typeof folder === "string" && folder !== "")
        walk.cwd = isAbsolute(folder) ? folder : walk.path(folder, walk.root);
      const skills = kind === "code" ? readSkills(text, call) : undefined;
      if (skills !== undefined)
        for (const skill of skills) runTool(walk, { ...call, tool: skill.tool, input: skill.input, dialect: "tool" });
      else if (kind === "code") runShell(walk, `python - <<'MULLIGAN_CODE'\n${text}\nMULLIGAN_CODE`, call);
      else runShell(walk, text.replace(/\n$/, ""), call);
      return;
    }
    case "test":
      runSuiteTool(walk, call, input);
      return;
    case "plan":
    case "ask":
    case "finish":
      walk.emit({ kind });
      return;
    case "delegate":
      walk.emit({
        kind: "delegate",
        task:
          [input["prompt"], input["description"], input["task"], input["objective"]].find(
            (value): value is string => typeof value === "string",
          ) ?? "",
      });
      delegatedTests(walk, call);
      return;
    case "fetch": {
      const url =
        [input["url"], input["query"], input["uri"], input["prompt"]].find(
          (value): value is string => typeof value === "string",
        ) ??
        patternOf(input) ??
        "";
      walk.emit({ kind: "fetch", url });
      return;
    }
    default:
      break;
  }
  if (walk.step.actions.length === 0)
    walk.emit(call.command === undefined ? { kind: "other" } : { kind: "other", command: call.command });
}
