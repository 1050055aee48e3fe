import type { Traceback } from "../errors/python.js";
import type { Reach } from "../scripts/reach.js";
import type { PendingExecution } from "../walk/draft.js";
import type { Walk } from "../walk/walk.js";
import type { Product } from "./product.js";

const environment = /^(?:ModuleNotFoundError|ImportError)$/;
const compile = /^(?:SyntaxError|IndentationError|TabError)$/;
/** The framework was never set up: the code under repair had no say. */
const setUp =
  /settings are not configured|has no attribute '(?:ROOT_URLCONF|configured|INSTALLED_APPS|DATABASES)'|Apps aren't loaded|doesn't declare an explicit app_label|DJANGO_SETTINGS_MODULE/;

/** Lines that only prepare the framework. */
const preparation = /\b(?:setup|configure|setdefault|bootstrap)\w*\(|\bsettings\b|os\.environ/;

/** Did a script that died with a traceback reach the code of the product before? */
export function reachedBefore(
  walk: Walk,
  execution: PendingExecution,
  traceback: Traceback,
  reach: Reach,
  product: Product,
): boolean {
  const { frames, name, message } = traceback;
  const own = frames.filter((frame) => isOwn(execution, frame.path));
  const last = own.at(-1);
  const inProduct = frames.filter((frame) => {
    const path = walk.localise(frame.path);
    return path !== undefined && !isOwn(execution, frame.path) && walk.files.peek(path)?.created !== true;
  });
  if (compile.test(name)) {
    const path = frames.at(-1) === undefined ? undefined : walk.localise(frames.at(-1)!.path);
    return path !== undefined && !isOwn(execution, frames.at(-1)!.path) && walk.files.peek(path)?.created !== true;
  }
  // Standard error may come before what was printed earlier.
  const printed =
    `${execution.output.slice(0, traceback.start)}${execution.output.slice(traceback.end)}`
      .replace(/^.*(?:Warning|warnings\.warn).*$/gm, "")
      .trim() !== "";
  const lines = execution.source?.content?.split("\n") ?? [];
  const uses = reach.uses.filter((line) => !preparation.test(lines[line - 1] ?? ""));
  const usedBefore = last === undefined ? uses.length > 0 : uses.some((line) => line < own[0]!.line);
  const importing = last !== undefined && isImport(last.source, own[0]!.line, reach);
  if (importing || environment.test(name)) {
    if (printed && usedBefore) return true;
    // The product itself answered: it has no such name.
    const from = /cannot import name '[^']*' from '([\w.]+)'/.exec(message)?.[1];
    if (from !== undefined && inProduct.length === 0 && product.modules.has(from.split(".")[0]!)) return true;
    // An edited file may die inside a library, in the arguments that it gives.
    const innermost = inProduct.length === 0 ? undefined : walk.localise(inProduct.at(-1)!.path);
    return innermost !== undefined && product.edited.has(innermost) && !environment.test(name);
  }
  if (name === "FileNotFoundError" && /No such file or directory: '[\w.-]+'$/.test(message) && inProduct.length === 0)
    return printed && usedBefore;
  if (
    (last !== undefined && preparation.test(last.source)) ||
    setUp.test(message) ||
    setUp.test(execution.output.slice(-600))
  )
    return printed && usedBefore;
  if (inProduct.length > 0 || (last !== undefined && reach.uses.includes(last.line))) return true;
  // Died in its own lines: what it had used of the product by then must show in the output.
  return printed && usedBefore;
}

function isOwn(execution: PendingExecution, path: string): boolean {
  if (/^<(?:string|stdin|console)>$/.test(path)) return true;
  const script = execution.source?.path;
  if (script === undefined) return false;
  const name = script.slice(script.lastIndexOf("/") + 1);
  return path === name || path.endsWith(`/${name}`);
}

function isImport(source: string, line: number, reach: Reach): boolean {
  return /^(?:from\s+[.\w]+\s+import|import\s+\w)/.test(source) || reach.imports.includes(line);
}
