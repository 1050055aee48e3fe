import { folderOf } from "../paths/normalise.js";
import { onlyWithCopies, replacementsIn } from "../scripts/copies.js";
import { pythonReach, type Reach } from "../scripts/reach.js";
import type { PendingExecution } from "../walk/draft.js";
import type { Walk } from "../walk/walk.js";
import { otherReach } from "./other-reach.js";
import type { Product } from "./product.js";

/** How a script touches the code under repair; nothing where its text is not known. */
export function reachOf(walk: Walk, execution: PendingExecution, product: Product): Reach {
  const { source } = execution;
  if (source?.content === undefined) return { uses: [], imports: [], importsSuite: false, startsRunner: false };
  if (source.language !== "python") return otherReach(walk, execution, product);
  const folder = source.path === undefined ? execution.folder : folderOf(source.path);
  const all = execution.output.includes("Error") || execution.output.includes("Traceback");
  const key = `${folder}\n${all ? 1 : 0}\n${source.path ?? ""}`;
  const known = source.path === undefined ? undefined : product.reaches.get(source.content)?.get(key);
  if (known !== undefined) return known;
  const reach = pythonReach(source.content, (module) => isProductModule(walk, product, module, folder), all);
  if (source.path !== undefined) {
    const byKey = product.reaches.get(source.content) ?? new Map<string, Reach>();
    byKey.set(key, reach);
    product.reaches.set(source.content, byKey);
  }
  return reach;
}

function isProductModule(walk: Walk, product: Product, module: string, folder: string): boolean {
  const top = module.split(".")[0]!;
  if (top === "") return false;
  const beside = folder === "" || folder === "." ? `${top}.py` : `${folder}/${top}.py`;
  if (walk.files.peek(beside)?.created === true) return false;
  if (product.modules.has(top) || product.editedFolders.has(top)) return true;
  return top === "tests" && product.folders.has("tests");
}

/** The script puts functions of its own in the place of those that the agent changes, and tries these. */
export function triesCopies(walk: Walk, { source, folder }: PendingExecution, product: Product): boolean {
  if (source?.content === undefined || source.language !== "python" || product.edited.size === 0) return false;
  const replacements = replacementsIn(source.content).filter(({ name }) => isChanged(walk, product, name));
  if (replacements.length === 0) return false;
  const place = source.path === undefined ? folder : folderOf(source.path);
  const { uses } = pythonReach(source.content, (module) => isProductModule(walk, product, module, place));
  return onlyWithCopies(source.content, uses, replacements);
}

function isChanged(walk: Walk, product: Product, name: string): boolean {
  const definition = new RegExp(`\\bdef ${name}\\(`);
  for (const path of product.edited) {
    const changes = walk.files.peek(path)?.history ?? [];
    if (changes.some(({ added, removed }) => definition.test(added) || definition.test(removed))) return true;
  }
  return false;
}
