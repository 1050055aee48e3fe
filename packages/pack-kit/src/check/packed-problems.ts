import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { isMulliganError } from "@mulligan/core";
import type { CheckProblem } from "./check-problem.js";
import { placeAt } from "./check-problem.js";
import { placeOfMember, recordOf } from "./package-file.js";
import type { PackageFile } from "./package-file.js";
import { isPublishedByPnpm } from "./packed-files.js";
import type { ListPackedFiles } from "./packed-files.js";

const file = "package.json";

/** What the users of the published pack would miss or not want. */
export async function packedProblems(
  directory: string,
  { text, manifest }: PackageFile,
  listFiles: ListPackedFiles,
): Promise<CheckProblem[]> {
  let paths: readonly string[];
  try {
    paths = await listFiles(directory);
  } catch (error) {
    if (!isMulliganError(error)) throw error;
    const [message = "", remedy = ""] = error.message.split("\n");
    return [{ file, message, remedy }];
  }
  const published = publishedManifest(directory, manifest);
  return [
    ...unneededFiles(text, paths),
    ...typeProblems(directory, published, paths),
    ...(await publintProblems(directory, text, published, paths)),
  ];
}

function publishedManifest(directory: string, manifest: PackageFile["manifest"]): PackageFile["manifest"] {
  const { exports, main, types, bin } = recordOf(manifest["publishConfig"]);
  if (!isPublishedByPnpm(directory)) return manifest;
  const own = Object.entries({ exports, main, types, bin }).filter(([, value]) => value !== undefined);
  return { ...manifest, ...Object.fromEntries(own) };
}

const unneeded = /(?:^|\/)(?:\.tsbuildinfo|[^/]+\.tsbuildinfo|[^/]+\.test\.[mc]?[jt]s)$|^(?:test|golden)\//;

function unneededFiles(text: string, paths: readonly string[]): CheckProblem[] {
  return paths
    .filter((path) => unneeded.test(path))
    .map((path) => ({
      file,
      ...placeOfMember(text, "files"),
      message: `${path} would be published, and no user needs it`,
      remedy: `Add "!${path}" to files.`,
    }));
}

const declaration = /\.d\.[mc]?ts$/;
const specifiers = /(?:\bfrom\s*|\bimport\s*\(\s*|^import\s+)["']([^"']+)["']/gm;

/** Declarations whose imports lead nowhere once the pack is installed. */
function typeProblems(directory: string, manifest: PackageFile["manifest"], paths: readonly string[]): CheckProblem[] {
  const packed = new Set(paths);
  const problems: CheckProblem[] = [];
  const installed = new Set([
    ...Object.keys(recordOf(manifest["dependencies"])),
    ...Object.keys(recordOf(manifest["peerDependencies"])),
  ]);
  for (const path of paths.filter((entry) => declaration.test(entry))) {
    const source = readFileSync(join(directory, path), "utf8");
    for (const { index, 1: target = "" } of source.matchAll(specifiers)) {
      const place = { file: path, ...placeAt(source, index) };
      if (target.startsWith(".")) {
        const at = posix.join(posix.dirname(path), target).replace(/\.([mc]?)js$/, ".d.$1ts");
        if (packed.has(at)) continue;
        const remedy = target.endsWith("js")
          ? "Let files name the folder it is in, and build again."
          : "Import with the ending .js in the sources, and build again.";
        problems.push({ ...place, message: `it imports ${target}, which the package would not hold`, remedy });
      } else {
        const name = target.split("/", target.startsWith("@") ? 2 : 1).join("/");
        if (target.startsWith("node:") || installed.has(name)) continue;
        const message = `it imports ${name}, which users of the pack need not have`;
        problems.push({
          ...place,
          message,
          remedy: "Add it to the dependencies, or keep its types out of the exports.",
        });
      }
    }
  }
  return problems;
}

async function publintProblems(
  directory: string,
  text: string,
  manifest: PackageFile["manifest"],
  paths: readonly string[],
): Promise<CheckProblem[]> {
  const [{ publint }, { formatMessage }] = await Promise.all([import("publint"), import("publint/utils")]);
  const files = paths.map((path) => ({
    name: `package/${path}`,
    data: path === file ? JSON.stringify(manifest) : readFileSync(join(directory, path)),
  }));
  const { messages, pkg } = await publint({ pkgDir: "package", pack: { files }, level: "warning" });
  return messages.map((found) => ({
    file,
    ...placeOfMember(text, found.path[0] ?? "name"),
    message: (formatMessage(found, pkg, { color: false }) ?? found.code).replaceAll(/\s+/g, " ").trim(),
    remedy: `See https://publint.dev/rules#${found.code.toLowerCase()}.`,
  }));
}
