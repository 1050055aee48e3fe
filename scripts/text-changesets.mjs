// Fails where prompt files of a pack were changed and no changeset gives the pack a minor version: who retries with a pack
// has measured its texts. Usage: node scripts/text-changesets.mjs BASE, with the commit to compare with.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A pack's prompt files, and the golden files of what is said with them. */
const texts = /^(?:packages|examples)\/([^/]+)\/(?:src\/.*\.hbs|test\/golden\/.*)$/;

/** What is missing, a line for each pack. `changesets`: their texts; `nameOf`: the npm name of a folder's package. */
export function missingChangesets(changedFiles, changesets, nameOf) {
  const folders = new Map();
  for (const file of changedFiles) {
    const folder = texts.exec(file)?.[1];
    if (folder !== undefined && !folders.has(folder)) folders.set(folder, file);
  }
  const bumped = new Set();
  for (const text of changesets) {
    const [, front = ""] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text) ?? [];
    for (const [, name, bump] of front.matchAll(/^["']?([^"':\s]+)["']?:\s*(\w+)\s*$/gm)) {
      if (bump === "minor" || bump === "major") bumped.add(name);
    }
  }
  return [...folders].flatMap(([folder, file]) => {
    const name = nameOf(folder, file);
    return name === null || bumped.has(name)
      ? []
      : [`${name}: ${file} was changed, and no changeset gives the package a minor version; run \`npx changeset\``];
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = join(import.meta.dirname, "..");
  const base = process.argv[2];
  if (base === undefined) throw new Error("Name the commit to compare with: node scripts/text-changesets.mjs main");
  const { stdout, status, stderr } = spawnSync("git", ["diff", "--name-only", `${base}...`], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`git could not compare with ${base}: ${stderr.trim()}`);
  const folder = join(root, ".changeset");
  const changesets = readdirSync(folder)
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const missing = missingChangesets(stdout.split("\n"), changesets, (name, file) => {
    const { name: npmName, private: own } = JSON.parse(
      readFileSync(join(root, file.split("/")[0], name, "package.json"), "utf8"),
    );
    return own === true ? null : npmName;
  });
  for (const line of missing) console.error(line);
  process.exitCode = missing.length > 0 ? 1 : 0;
}
