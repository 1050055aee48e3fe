// Writes docs/facts.md from the docstrings of the types that a rule reads; `npx oxfmt docs/facts.md` lays out its tables. `--check` fails where the page is stale.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "..");
export const page = join(root, "docs/facts.md");
const sources = [
  [
    "Facts",
    "packages/core/src/facts/facts.ts",
    "`context.facts` of a rule: counted once for an episode, the same for all rules.",
  ],
  [
    "The episode and its steps",
    "packages/core/src/model/episode.ts",
    "The first argument of a rule. Step `n` is `episode.steps[n - 1]`.",
  ],
  [
    "Actions",
    "packages/core/src/model/action.ts",
    "What a step did, in order: `step.actions`. `action.kind` says which of these it is.",
  ],
  ["What a rule gives back", "packages/core/src/pack/pack.ts", "The same file holds the contract of a pack."],
];

const opening = `# What a rule can read

For authors of strategies. This page is made from the docstrings in \`@mulligan/core\` by \`node scripts/facts-page.mjs\`; editors
show the same. How to write a rule: [Write your first strategy](write-your-first-strategy.md).
`;

/** Without what the formatter does to tables. */
export function unformatted(text) {
  return text
    .replaceAll(/ +/g, " ")
    .replaceAll(/-{3,}/g, "---")
    .replaceAll(/\n{2,}/g, "\n\n");
}

export function factsPage() {
  const parts = sources.map(([title, file, words]) => {
    const tables = declarationsOf(readFileSync(join(root, file), "utf8")).map(tableOf);
    return `## ${title}\n\n${words}\n\n${tables.join("\n\n")}\n`;
  });
  return [opening, ...parts].join("\n");
}

/** Interfaces with their members, and unions of texts, with the words above each. */
function declarationsOf(source) {
  const declarations = [];
  let words = [];
  let own = null;
  for (const line of source.split("\n")) {
    const comment = /^\s*(?:\/\*\*|\*(?!\/)) ?(.*?)(?:\s*\*\/)?$/.exec(line);
    const start = /^(?:export )?interface (\w+)(?:<.*>)?(?: extends ([\w, ]+))? \{/.exec(line);
    const union = /^export type (\w+) = (.*);$/.exec(line);
    const member = /^  (?:readonly )?(\w+\??)(\(.*\))?: (.*);$/.exec(line);
    if (comment !== null && !/^\s*\*\/$/.test(line)) {
      if (/^\s*\/\*\*/.test(line)) words = [];
      words.push(comment[1]);
      continue;
    }
    if (start !== null) {
      own = { name: start[1], from: start[2], words, members: [] };
      declarations.push(own);
    } else if (union !== null && own === null)
      declarations.push({ name: union[1], words, union: union[2], members: [] });
    else if (member !== null && own !== null) {
      const [, name, parameters = "", type] = member;
      own.members.push({ name: name + parameters, type, words });
    } else if (line === "}") own = null;
    if (!/^\s*\*\/$/.test(line)) words = [];
  }
  return declarations;
}

function tableOf({ name, from, words, union, members }) {
  const said = words.join(" ").trim();
  const head = `### ${name}\n${said === "" ? "" : `\n${said}\n`}`;
  if (union !== undefined) return `${head}\n\`${union}\``;
  const also =
    from === undefined
      ? ""
      : `\nAnd the members of ${from
          .split(", ")
          .map((other) => `\`${other}\``)
          .join(", ")}.\n`;
  const rows = members.map(
    (member) =>
      `| \`${member.name}\` | ${codeCell(member.type)} | ${member.words
        .join(" ")
        .trim()
        .replaceAll("|", String.raw`\|`)} |`,
  );
  return `${head}${also}\n| member | type | meaning |\n| --- | --- | --- |\n${rows.join("\n")}`;
}

function codeCell(type) {
  return `\`${type.replaceAll("readonly ", "").replaceAll("|", String.raw`\|`)}\``;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = factsPage();
  if (!process.argv.includes("--check")) writeFileSync(page, text);
  else if (unformatted(readFileSync(page, "utf8")) !== unformatted(text)) {
    console.error("docs/facts.md is stale; run `node scripts/facts-page.mjs`");
    process.exitCode = 1;
  }
}
