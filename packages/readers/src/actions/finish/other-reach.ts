import type { Reach } from "../scripts/reach.js";
import { joinPath } from "../paths/normalise.js";
import { folderOf } from "../paths/normalise.js";
import type { PendingExecution } from "../walk/draft.js";
import type { Walk } from "../walk/walk.js";
import type { Product } from "./product.js";

const loads =
  /(?:\brequire(?:_relative|_once)?\s*\(?\s*|\bfrom\s+|\bimport\s*\(?\s*|\binclude(?:_once)?\s*\(?\s*|\buse\s+|\bload\s+)(?:__DIR__\s*\.\s*)?["'`]?([./@\w\\:-][^"'`\s;)]*)/g;

/** How a script in another language than Python touches the repository: by relative path, or by the package's name. */
export function otherReach(walk: Walk, execution: PendingExecution, product: Product): Reach {
  const source = execution.source!;
  const content = source.content ?? "";
  if (source.language === "shell") return shellReach(content, product);
  const folder = source.path === undefined ? execution.folder : folderOf(source.path);
  const imports: number[] = [];
  loads.lastIndex = 0;
  for (let match = loads.exec(content); match !== null; match = loads.exec(content)) {
    if (!isProduct(walk, product, match[1]!, folder)) continue;
    imports.push(content.slice(0, match.index).split("\n").length);
    if (imports.length > 20) break;
  }
  // A bare import is no use; anything after it is taken for one.
  const uses =
    imports.length > 0 &&
    content.replace(/^[ \t]*(?:import|const|var|let|require|use|<\?php|#|\/\/)[^\n;]*[;\n]?/gm, "").trim() !== ""
      ? imports
      : [];
  const inline =
    imports.length > 0 && /require\([^()]{0,300}\)\s*[.(]|import\([^()]{0,300}\)\.then|=\s*require\(/.test(content);
  return { uses: inline ? imports : uses, imports, importsSuite: false, startsRunner: false };
}

function isProduct(walk: Walk, product: Product, target: string, folder: string): boolean {
  if (target.startsWith(".") || target.startsWith("/")) {
    const path = target.startsWith("/")
      ? walk.path(
          walk.files.peek(walk.path(target)) === undefined && !target.startsWith(walk.root) ? `.${target}` : target,
        )
      : joinPath(folder === "." ? "" : folder, target);
    if (path.startsWith("/") || path.includes("node_modules")) return false;
    for (const ending of ["", ".js", ".ts", ".mjs", ".rb", ".php"])
      if (walk.files.peek(path + ending)?.created === true) return path.includes("/");
    return true;
  }
  const name = target.startsWith("@") ? (target.split("/")[1] ?? "") : target.split(/[/\\:]/)[0]!;
  return product.modules.has(name) || product.modules.has(name.replaceAll("-", "_"));
}

function shellReach(content: string, product: Product): Reach {
  const uses: number[] = [];
  content.split("\n").forEach((line, index) => {
    for (const name of product.modules)
      if (
        new RegExp(`(?:^|[\\s;&|(/])(?:python3? -m )?${name.replace(/[^\w-]/g, "")}(?=\\s|$)`).test(line) &&
        !line.trim().startsWith("#")
      )
        uses.push(index + 1);
    if (
      /^[ \t]*(?:\.\/(?!node_modules)[\w./-]+|go (?:run|build)|cargo (?:run|build)|npm (?:run|start)|make\b)/.test(line)
    )
      uses.push(index + 1);
  });
  return { uses, imports: [], importsSuite: false, startsRunner: false };
}
