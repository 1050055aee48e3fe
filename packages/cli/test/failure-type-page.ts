import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RegisteredStrategy } from "@mulligan/core";
import { markdownTable, nested } from "../../pack-kit/src/docs/markdown.js";
import { optionsOf } from "../../pack-kit/src/docs/type-page.js";
import { folderNameOf } from "../../pack-kit/src/strategy-folder.js";
import { root } from "./run.js";

const begin = "<!-- from here on: taken from the pack, its detector and its first reviewed plan -->";

/** The page as it should be: what stands above the mark is its author's and stays. */
export function pageWith(path: string, title: string, generated: string): string {
  const before = existsSync(path) ? readFileSync(path, "utf8") : `# ${title}\n\n`;
  const end = before.indexOf(begin);
  return `${end < 0 ? before : before.slice(0, end)}${begin}\n\n${generated.trim()}\n`;
}

/** What its author wrote about a type, the title aside. */
export function writtenPart(page: string): string {
  return page
    .slice(0, page.indexOf(begin))
    .replace(/^# .*\n/, "")
    .trim();
}

export function typePart({ type, namespace, strategy }: RegisteredStrategy): string {
  const { meta } = strategy;
  const folder = `packages/templates-${namespace}/src/${folderNameOf(type)}`;
  const { fires, not, more } = detectorWords(folder);
  const options = Object.entries(optionsOf(strategy.options));
  const rows = options.map(([name, { default: value, description }]) => [
    `\`${name}\``,
    `\`${JSON.stringify(value)}\``,
    description,
  ]);
  const conflicts = meta.conflictsWith ?? [];
  return [
    `**${meta.title}.** ${meta.summary}`,
    markdownTable(
      ["", ""],
      [
        ["Id", `\`${namespace}/${type}\``],
        ["Severity", meta.severity + (meta.keepsSeverityOnPass === true ? ", also of a run that passed" : "")],
        ...(meta.role === undefined ? [] : [["Role", meta.role]]),
        ...(meta.onlyAtEnd === true ? [["Found", "only when the run has ended"]] : []),
        ...(meta.advisesOperator === true ? [["Speaks to", "the operator"]] : []),
        ...(conflicts.length === 0 ? [] : [["Never told beside", conflicts.map((name) => `\`${name}\``).join(", ")]]),
        ["Source", `[\`${folder}\`](../../${folder})`],
      ],
    ),
    ...(fires === "" ? [] : ["## Fires", fires]),
    ...(not.length === 0 ? [] : ["## Does not fire on", not]),
    ...(more.length === 0 && rows.length === 0 ? [] : ["## Thresholds", ...more]),
    ...(rows.length === 0 ? [] : [markdownTable(["option", "default", "meaning"], rows), overrideOf(type, options)]),
    "## A plan",
    examplePlan(namespace, type),
  ].join("\n\n");
}

function overrideOf(type: string, [first]: readonly (readonly [string, { readonly default: unknown }])[]): string {
  const [name, { default: value }] = first!;
  return `In \`mulligan.config.ts\`: \`overrides: { ${type}: { options: { ${name}: ${JSON.stringify(value)} } } }\`.`;
}

interface DetectorWords {
  readonly fires: string;
  /** A list, and what the docstring says behind it. */
  readonly not: string;
  readonly more: readonly string[];
}

/** The docstring of the detector: when it fires, "Not: …; …", and where its bounds come from. */
function detectorWords(folder: string): DetectorWords {
  const file = ["detect.ts", "conclude.ts"].map((name) => join(root, folder, name)).find((path) => existsSync(path));
  const source = file === undefined ? "" : readFileSync(file, "utf8");
  const docstring = /\/\*\*\n((?: \*[^\n]*\n)+?) \*\/\nexport function (?:detect|conclude)/.exec(source)?.[1] ?? "";
  const [fires = "", ...others] = docstring
    .replaceAll(/^ \* ?/gm, "")
    .trim()
    .split("\n\n")
    .map((paragraph) => paragraph.replaceAll("\n", " "));
  const not = others.find((paragraph) => paragraph.startsWith("Not: ")) ?? "";
  return { fires, not: listOf(not), more: others.filter((paragraph) => paragraph !== not) };
}

function listOf(not: string): string {
  if (not === "") return "";
  const [list = "", ...behind] = not.slice("Not: ".length).split(/\.(?=\s+[A-Z]|$)/);
  const items = list.split("; ").map((item) => `- ${item.replace(/^and, /, "")}`);
  const rest = behind.join(".").trim();
  return `${items.join("\n")}${rest === "" ? "" : `\n\n${rest}${rest.endsWith(".") ? "" : "."}`}`;
}

/** The first reviewed plan; what the agent gets stands in a block, as its tags would not be shown otherwise. */
function examplePlan(namespace: string, type: string): string {
  const path = join(root, `packages/templates-${namespace}/test/golden/${folderNameOf(type)}/1.md`);
  const [what = "", ...sections] = readFileSync(path, "utf8")
    .replace(/^# .*\n+/, "")
    .split(/^(?=## )/m);
  const shown = sections.map((section) =>
    section.replace(/<(previous_attempt\w*)>[\s\S]*<\/\1>/, (addon) => {
      const fence = "`".repeat(Math.max(3, ...[...addon.matchAll(/`+/g)].map(([run]) => run.length + 1)));
      return `${fence}text\n${addon}\n${fence}`;
    }),
  );
  return nested(`From a made-up run: ${what.trim()}.\n\n${shown.join("")}`).trim();
}
