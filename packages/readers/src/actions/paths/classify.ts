import type { PathClass } from "@mulligan/core";
import { fileName, isAbsolute } from "./normalise.js";
import {
  isBackup,
  isConfig,
  isDocument,
  isGenerated,
  isProducedData,
  isScratchFolder,
  isScratchName,
  isSource,
  isTemporary,
  isTestByName,
  isTestByPlace,
} from "./names.js";

/** What the whole run says about its files. */
export interface PathKnowledge {
  /** The agent made the file: it was not there before. */
  readonly created: (path: string) => boolean;
  /** First folders of the repository that were there before the agent. */
  readonly knownFolders: ReadonlySet<string>;
  /** The repository holds product code beside the files that the agent made. */
  readonly hasProduct: boolean;
  /** The task names the file, or asks for documents or configuration. */
  readonly asked: (path: string) => boolean;
  readonly asksForDocuments: boolean;
}

/** `path` as the actions hold it: relative to the root, or absolute where it lies outside. */
export function classifyPath(path: string, knowledge: PathKnowledge): PathClass {
  const made = knowledge.created(path);
  if (isTemporary(path)) return "scratch";
  const outside = isAbsolute(path);
  if (outside && (made || path.startsWith("~") || /\/\.(?:claude|codex|gemini|cursor|config|cache|local)\//.test(path)))
    return "scratch";
  if (made && isBackup(path) && !knowledge.asked(path)) return "scratch";
  const nested = path.includes("/") && !outside;
  const first = nested ? path.slice(0, path.indexOf("/")) : "";
  if (made && nested && isScratchFolder(first) && !knowledge.knownFolders.has(first) && !knowledge.asked(path))
    return "scratch";
  if (isGenerated(path) && !(nested && knowledge.asked(path)))
    return made && isProducedData(path) ? "scratch" : "generated";
  if (nested ? isTestByPlace(path) || isTestByName(path) : isTestByName(path) && !made) return "test";
  if (made && !nested) {
    if (knowledge.asked(path) && !(knowledge.hasProduct && isScratchName(path)))
      return isTestByName(path) ? "test" : "product";
    // Where nothing was there before, a page is part of what is built.
    const page = !knowledge.hasProduct && isSource(path);
    if (isScratchName(path) || (isProducedData(path) && !page) || (!fileName(path).includes(".") && !isConfig(path)))
      return "scratch";
    if (isSource(path))
      return knowledge.hasProduct && !isConfig(path) ? "scratch" : isConfig(path) ? "config" : "product";
    if (isConfig(path)) return "config";
    return "scratch";
  }
  if (
    made &&
    !isConfig(path) &&
    !fileName(path).includes(".") &&
    !knowledge.asked(path) &&
    /^(?:bin|out|build|dist|target)\//.test(path)
  )
    return "generated";
  if (made && isProducedData(path) && !isSource(path) && !knowledge.asked(path)) return "scratch";
  if (made && isScratchName(path) && !knowledge.asked(path) && !knowledge.knownFolders.has(first)) return "scratch";
  if (isDocument(path)) return knowledge.asked(path) || knowledge.asksForDocuments ? "product" : "docs";
  if (isConfig(path) && (!nested || path.startsWith(".") || !isSourceData(path))) {
    return knowledge.asked(path) ? "product" : "config";
  }
  return "product";
}

/** Data that lies beside the code and is read by it: part of the product. */
function isSourceData(path: string): boolean {
  return /^(?:src|lib|app|packages|pkg|internal|cmd)\/.*\.(?:json|ya?ml|xml|toml)$/.test(path);
}
