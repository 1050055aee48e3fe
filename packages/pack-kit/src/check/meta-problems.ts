import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMulliganError } from "@mulligan/core";
import type { TemplateAsset } from "@mulligan/core";
import { contractProblems } from "../conformance/pack-conformance.js";
import type { PackUnderTest } from "../conformance/registry-of.js";
import { loadPack } from "../load-pack.js";
import { placeOf } from "./check-problem.js";
import type { CheckProblem } from "./check-problem.js";
import type { PackageFile } from "./package-file.js";

const file = "src/index.ts";
const reserved = ["local", "caller", "core"];
/** It has the roles: what is said where no rule explains a failed run, and where nothing went wrong. */
const roleHolder = "@mulligan/templates-default";
const ownNamespaces = ["default", "integrity", "process", "tooling", "verification"];

/** The built pack, and what is wrong with its contract, its names, and its age. */
export async function metaProblems(
  directory: string,
  { manifest }: PackageFile,
): Promise<{ readonly pack: PackUnderTest | null; readonly problems: readonly CheckProblem[] }> {
  let pack: PackUnderTest;
  try {
    pack = await loadPack(directory);
  } catch (error) {
    if (!isMulliganError(error)) throw error;
    const [message = "", remedy = ""] = error.message.split("\n");
    return { pack: null, problems: [{ file: "package.json", message, remedy }] };
  }
  const contract = contractProblems(pack);
  if (contract.length > 0) {
    return {
      pack: null,
      problems: contract.map((message) => ({
        file,
        message,
        remedy: "The contract stands in the types of @mulligan/core; `npm test` shows the same problem.",
      })),
    };
  }
  const text = textOf(join(directory, file));
  const problems: CheckProblem[] = [];
  const { name = "", version = "", namespace = "" } = pack.meta ?? {};
  const report = (value: string, message: string, remedy: string) =>
    problems.push({
      file,
      ...placeOf(text, new RegExp(`["']${value.replaceAll(/[^\w-]/g, ".")}["']`)),
      message,
      remedy,
    });
  if (typeof manifest["name"] === "string" && name !== manifest["name"]) {
    report(name, `meta.name is "${name}", package.json says "${manifest["name"]}"`, "Give both the same name.");
  }
  if (typeof manifest["version"] === "string" && version !== manifest["version"]) {
    const both = `meta.version is "${version}", package.json says "${manifest["version"]}"`;
    report(version, both, "Give both the same version; findings name the version that made them.");
  }
  if (reserved.includes(namespace) || (ownNamespaces.includes(namespace) && !name.startsWith("@mulligan/"))) {
    report(namespace, `the namespace "${namespace}" is taken`, "Choose one of your own, as in acme-mobile.");
  }
  return { pack, problems: [...problems, ...strategyProblems(pack, text)] };
}

/** A registry has room for one strategy of each. */
function isUnique(role: string | undefined): boolean {
  return role === "fallback" || role === "success";
}

function strategyProblems({ strategies, meta }: PackUnderTest, text: string): CheckProblem[] {
  return Object.entries(strategies).flatMap(([type, strategy]) => {
    const own = strategy.meta;
    const ids = new Set([type, `${meta?.namespace}/${type}`]);
    const itself = [...(own.supersedes ?? []), ...(own.conflictsWith ?? [])].some((name) => ids.has(name));
    const place = placeOf(text, new RegExp(`\\b${type}\\b`));
    return [
      ...(itself
        ? [
            {
              file,
              ...place,
              message: `${type} supersedes or conflicts with itself`,
              remedy: "Name other types there.",
            },
          ]
        : []),
      ...(isUnique(own.role) && meta?.name !== roleHolder
        ? [
            {
              file,
              ...place,
              message: `${type} has the role "${own.role}", which ${roleHolder} has`,
              remedy: "Leave the role out; a registry has room for one, and most projects use the default pack.",
            },
          ]
        : []),
      ...(strategy.detect === undefined &&
      strategy.conclude === undefined &&
      own.docs === undefined &&
      !isUnique(own.role)
        ? [
            {
              file,
              ...place,
              message: `${type} has neither detect nor conclude`,
              remedy: "Add a detector, or say under meta.docs who names the type.",
            },
          ]
        : []),
    ];
  });
}

/** Texts in the built pack that are not those of the prompt files any more. */
export function agedTexts(directory: string, { strategies }: PackUnderTest): CheckProblem[] {
  const aged = Object.values(strategies).flatMap(({ templates }) =>
    Object.values(templates).filter(
      (asset: TemplateAsset) => textOf(join(directory, "src", asset.file)).replaceAll("\r\n", "\n") !== asset.source,
    ),
  );
  return aged.map((asset) => ({
    file: `src/${asset.file}`,
    message: "the built pack has another text",
    remedy: "Run `mulligan-pack compile`, then the build.",
  }));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
