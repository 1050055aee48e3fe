import type { RecordedRun } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import type { Reach } from "../scripts/reach.js";
import { isAbsolute } from "../paths/normalise.js";
import { isGenerated, isScratchFolder, isSource, isTestByName, isTestByPlace } from "../paths/names.js";

/** What is the product in this repository, as the whole run shows it. */
export interface Product {
  /** First folders that were there before the agent. */
  readonly folders: ReadonlySet<string>;
  /** Names under which its code is imported: `django`, `sklearn`, `matplotlib`. */
  readonly modules: ReadonlySet<string>;
  readonly hasFiles: boolean;
  /** Product files that the agent changed at some time. */
  readonly edited: ReadonlySet<string>;
  /** First folders of these: `from src.cart import total` is how a script at the root reaches them. */
  readonly editedFolders: ReadonlySet<string>;
  /** What was found out about scripts that ran more than once. */
  readonly reaches: Map<string, Map<string, Reach>>;
}

const helperFolders =
  /^(?:tests?|testing|docs?|examples?|scripts?|tools?|utils|bin|benchmarks?|build|dist|ci|config|setup|vendor|third_party|node_modules|\..*|src|lib|python|packages|site-packages|misc|etc|contrib|samples?)$/;
const sourceRoots =
  /^(?:src|lib|python|source|code|packages\/[^/]+\/src|packages\/[^/]+|libs\/[^/]+|apps\/[^/]+|backend|server)\//;

export function findProduct(walk: Walk, run: RecordedRun): Product {
  const folders = new Set<string>();
  const modules = new Set<string>();
  const edited = new Set<string>();
  let hasFiles = false;
  for (const path of seenPaths(walk)) {
    const record = walk.files.peek(path);
    if (record?.created === true || isAbsolute(path)) continue;
    const slash = path.indexOf("/");
    const first = slash < 0 ? "" : path.slice(0, slash);
    if (first !== "" && !walk.madeFolders.has(first) && (record?.exists !== undefined || record === undefined))
      folders.add(first);
    if (!isSource(path) || isTestByPlace(path) || isTestByName(path) || isGenerated(path)) continue;
    if (walk.madeFolders.has(first)) continue;
    hasFiles = true;
    if (record !== undefined && record.history.length > 0) edited.add(path);
    addModule(path, modules);
  }
  for (const name of repositoryNames(run, walk.root)) modules.add(name);
  const editedFolders = new Set<string>();
  for (const path of edited) if (path.includes("/")) editedFolders.add(path.slice(0, path.indexOf("/")));
  return { folders, modules, hasFiles, edited, editedFolders, reaches: new Map() };
}

function addModule(path: string, modules: Set<string>): void {
  const inner = path.replace(sourceRoots, "");
  const slash = inner.indexOf("/");
  if (slash < 0) {
    const name = inner.replace(/\.\w+$/, "");
    if (inner.endsWith(".py") && name !== "setup" && name !== "conftest" && name !== "__init__" && name !== "manage")
      modules.add(name);
    return;
  }
  const first = inner.slice(0, slash);
  if (!helperFolders.test(first) && /^[A-Za-z_][\w-]*$/.test(first)) {
    modules.add(first);
    // `src/_pytest` lies behind `pytest`.
    if (first.startsWith("_")) modules.add(first.slice(1));
  }
}

/** Paths of all actions, and of files that tracebacks name. */
function seenPaths(walk: Walk): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const step of walk.steps) {
    for (const action of step.actions) {
      if (action.kind === "look") {
        if (action.found) seen.add(action.path);
      } else if (action.kind === "search") {
        for (const { path } of action.shown) seen.add(path);
      } else if ((action.kind === "test" || action.kind === "run") && action.error?.path !== undefined)
        seen.add(action.error.path);
    }
  }
  for (const file of walk.files.all()) if (file.exists === true) seen.add(file.path);
  return seen;
}

const placeholders = /^(?:testbed|app|repo|code|src|project|workspace|work|home|tmp|cli|root|main|master|user|source)$/;

function repositoryNames(run: RecordedRun, root: string): readonly string[] {
  const names: string[] = [];
  const instance = /^[\w.-]{1,200}?__([\w.-]{1,200}?)-\d{1,12}$/.exec(run.instanceId ?? "")?.[1];
  if (instance !== undefined) names.push(instance);
  const folder = root.slice(root.lastIndexOf("/") + 1);
  const double = /^[\w.-]{1,200}?__([\w.-]{1,200}?)(?:__[\d.]{1,200})?$/.exec(folder)?.[1];
  if (double !== undefined) names.push(double);
  else if (folder !== "" && !placeholders.test(folder)) names.push(folder);
  return names
    .flatMap((name) => [name, name.replaceAll("-", "_"), name.replace(/^python-|-python$|\.py$|\.js$/g, "")])
    .filter((name) => !isScratchFolder(name));
}
