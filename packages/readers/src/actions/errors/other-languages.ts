import type { ErrorSignature } from "@mulligan/core";
import type { Localise } from "./signature.js";

interface Shape {
  readonly hint: string;
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => { name: string; message: string; path?: string; line?: string };
}

const javascriptFrame = /^[ \t]+at (?:.*\()?(?:file:\/\/)?([^():\n]+\.[cm]?[jt]sx?):(\d+):\d+\)?$/gm;
const goFrame = /^[ \t]+(\/[^\s:]+\.go):(\d+)/gm;
const javaFrame = /^[ \t]+at [\w.$<>]+\((\w+\.(?:java|kt|scala)):(\d+)\)$/gm;

const shapes: readonly Shape[] = [
  {
    hint: "error[E",
    pattern: /^error\[(E\d{4})\]: (.*)\n(?:\s*--> ([^:\n]+):(\d+))?/m,
    read: (match) => place(match[1]!, match[2]!, match[3], match[4]),
  },
  {
    hint: "panicked at",
    pattern: /panicked at (?:'([^'\n]*)', )?([^:\n]+):(\d+)(?::\d+:?\n?(.*))?/,
    read: (match) => place("panic", match[1] ?? match[4] ?? "", match[2], match[3]),
  },
  {
    hint: "error TS",
    pattern: /^([^\s(:]+)(?:\((\d+),\d+\)|:(\d+):\d+)[: -]+error (TS\d+): (.*)$/m,
    read: (match) => place(match[4]!, match[5]!, match[1], match[2] ?? match[3]),
  },
  {
    // Node prints the place of a syntax error in front of it.
    hint: "SyntaxError: ",
    pattern: /^(?:file:\/\/)?(\/[^\n:]+\.[cm]?[jt]sx?):(\d+)\n[^\n]*\n[ \t]*\^+\n\n(SyntaxError): ([^\n]*)$/m,
    read: (match) => place(match[3]!, match[4]!, match[1], match[2]),
  },
  { hint: "panic:", pattern: /^panic: (.*)$/m, read: (match) => place("panic", match[1]!) },
  {
    hint: ".go:",
    pattern: /^(?:vet: )?(?:\.\/)?([\w./-]+\.go):(\d+):(?:\d+:)? (.*)$/m,
    read: (match) => place("compile error", match[3]!, match[1], match[2]),
  },
  {
    hint: "error:",
    pattern: /^([\w./+-]+\.(?:java|kt|scala|c|cc|cpp|cxx|h|hpp|swift|cs|m)):(\d+)(?::\d+)?:? (?:fatal )?error: (.*)$/m,
    read: (match) => place("compile error", match[3]!, match[1], match[2]),
  },
  {
    hint: "error CS",
    pattern: /^[ \t]*([^\s(]+)\((\d+),\d+\): error (CS\d+): (.*?)(?: \[.*)?$/m,
    read: (match) => place(match[3]!, match[4]!, match[1], match[2]),
  },
  {
    hint: "error",
    pattern: /^error: (.*)\n\s*--> ([^:\n]+):(\d+)/m,
    read: (match) => place("compile error", match[1]!, match[2], match[3]),
  },
  {
    hint: "Error",
    pattern: /^[ \t]{0,8}(?:Uncaught )?(?:\[?)((?:[A-Z]\w*)?(?:Error|Exception))(?: \[(\w+)\])?: ((?!\(none\)$).*)$/m,
    read: (match) => place(match[1]!, match[3]!),
  },
  {
    hint: "Exception",
    pattern: /^(?:Exception in thread "[^"]*" |Caused by: )?((?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error))(?:: (.*))?$/m,
    read: (match) => place(match[1]!.slice(match[1]!.lastIndexOf(".") + 1), match[2] ?? ""),
  },
  {
    hint: "rror",
    pattern: /^([\w./-]+\.rb):(\d+):in .*: (.*) \(([A-Z][\w:]*)\)$/m,
    read: (match) => place(match[4]!, match[3]!, match[1], match[2]),
  },
  {
    hint: "Fatal error",
    pattern: /^(?:PHP )?Fatal error:\s+(?:Uncaught (\w+): )?(.*?) in (\S+?)(?::| on line )(\d+)/m,
    read: (match) => place(match[1] ?? "Fatal error", match[2]!, match[3], match[4]),
  },
  {
    hint: "--- FAIL",
    pattern: /^[ \t]*--- FAIL: (\S+).*\n\s+(\w[\w.-]*\.go):(\d+): (.*)$/m,
    read: (match) => place("FAIL", match[4]!, match[2], match[3]),
  },
];

/** Errors of JavaScript, TypeScript, Go, Rust, Java, C, C#, Ruby, PHP and Swift. */
export function otherError(output: string, localise: Localise): ErrorSignature | undefined {
  for (const shape of shapes) {
    if (!output.includes(shape.hint)) continue;
    const match = shape.pattern.exec(output);
    if (match === null) continue;
    const found = shape.read(match);
    if (found.path !== undefined) {
      const path = localise(found.path);
      const message = found.message.trim();
      return path === undefined
        ? { name: found.name, message }
        : { name: found.name, message, path, line: Number(found.line) };
    }
    return { name: found.name, message: found.message.trim(), ...innermost(output, match.index, localise) };
  }
  return undefined;
}

function innermost(output: string, from: number, localise: Localise): { path: string; line: number } | undefined {
  for (const pattern of [javascriptFrame, goFrame, javaFrame]) {
    pattern.lastIndex = from;
    for (let match = pattern.exec(output); match !== null; match = pattern.exec(output)) {
      if (match[1]!.includes("node_modules/") || match[1]!.startsWith("node:")) continue;
      const path = localise(match[1]!);
      if (path !== undefined) return { path, line: Number(match[2]) };
    }
  }
  return undefined;
}

function place(
  name: string,
  message: string,
  path?: string,
  line?: string,
): { name: string; message: string; path?: string; line?: string } {
  return path === undefined || line === undefined ? { name, message } : { name, message, path, line };
}
