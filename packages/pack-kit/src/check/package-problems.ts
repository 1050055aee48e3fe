import type { CheckProblem } from "./check-problem.js";
import { entryOf, isRecord, placeOfMember, recordOf } from "./package-file.js";
import type { PackageFile } from "./package-file.js";
import { isBounded } from "./bounded-range.js";

const file = "package.json";
const peer = "@mulligan/core";
const range = ">=0.1.0 <1";

/** What npm, and the projects that install the pack, need of its package.json. */
export function packageProblems({ text, manifest }: PackageFile): CheckProblem[] {
  const problems: CheckProblem[] = [];
  const report = (member: string, message: string, remedy: string) =>
    problems.push({ file, ...placeOfMember(text, member), message, remedy });

  const { name, version, keywords, type, files, license } = manifest;
  if (typeof name !== "string" || !/^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/.test(name)) {
    report("name", `name is ${shown(name)}`, "Write the name under which npm publishes it, in lower case.");
  }
  if (typeof version !== "string" || !/^\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/.test(version)) {
    report("version", `version is ${shown(version)}`, "Write three numbers, as in 0.1.0.");
  }
  if (manifest["private"] === true) {
    report("private", "private is true, and npm publishes no private package", "Remove the member.");
  }
  if (typeof license !== "string" || license === "") {
    report("license", "no license is named", "Name one, as in MIT; without it nobody may use the pack.");
  }
  if (!(Array.isArray(keywords) && keywords.includes("mulligan-pack"))) {
    report("keywords", 'keywords lack "mulligan-pack"', "Add it; people search npm for it.");
  }
  if (type !== "module") {
    report("type", `type is ${shown(type)}`, 'Write "type": "module"; the generated modules are ES modules.');
  }
  const entry = entryOf(manifest);
  if (!isRecord(manifest["exports"])) {
    report("exports", "there are no exports", exportsRemedy);
  } else if (entry.code === null || entry.types === null) {
    const lacking = entry.code === null ? "code" : "types";
    report("exports", `exports name no ${lacking} for "."`, exportsRemedy);
  }
  const listed = Array.isArray(files) ? files.map(String) : [];
  if (!listed.some((pattern) => /^(?:\.\/)?dist(?:\/|$)/.test(pattern))) {
    report("files", "files lack dist", 'Add "dist"; without it the published pack has no code.');
  }
  if (!listed.some((pattern) => /^(?:\.\/)?src(?:\/?$|\/\*\*\/\*(?:\.hbs)?$)/.test(pattern))) {
    report("files", "files lack src/**/*.hbs", 'Add "src/**/*.hbs"; people read the texts before they use them.');
  }
  return [...problems, ...dependencyProblems(text, manifest)];
}

const exportsRemedy = 'Write "exports": { ".": { "types": "./dist/index.d.ts", "default": "./dist/index.js" } }.';

function dependencyProblems(text: string, manifest: PackageFile["manifest"]): CheckProblem[] {
  const problems: CheckProblem[] = [];
  for (const member of ["dependencies", "optionalDependencies"]) {
    for (const name of Object.keys(recordOf(manifest[member]))) {
      if (name !== peer && name !== "mulligan" && !name.startsWith("@mulligan/")) continue;
      const target = name === peer ? `peerDependencies, as "${range}"` : "devDependencies";
      const why = name === peer ? "the pack would bring a second copy of it" : "a pack needs it for its tests only";
      problems.push({
        file,
        ...placeOfMember(text, name),
        message: `${name} is among the ${member}; ${why}`,
        remedy: `Move it to ${target}.`,
      });
    }
  }
  const wanted = recordOf(manifest["peerDependencies"])[peer];
  if (wanted === undefined) {
    problems.push({
      file,
      ...placeOfMember(text, "peerDependencies"),
      message: `${peer} is no peer dependency`,
      remedy: `Write "peerDependencies": { "${peer}": "${range}" }.`,
    });
  } else if (typeof wanted !== "string" || !isBounded(wanted)) {
    problems.push({
      file,
      ...placeOfMember(text.slice(0), peer),
      message: `the peer range of ${peer} is ${shown(wanted)}, which has no upper end`,
      remedy: `Write "${range}": a later version may have another contract.`,
    });
  }
  if (recordOf(recordOf(manifest["peerDependenciesMeta"])[peer])["optional"] === true) {
    problems.push({
      file,
      ...placeOfMember(text, "peerDependenciesMeta"),
      message: `${peer} is an optional peer, and the pack imports it`,
      remedy: "Remove it from peerDependenciesMeta.",
    });
  }
  return problems;
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : (JSON.stringify(value) ?? typeof value);
}
