import type { Walk } from "../walk/walk.js";
import type { Product } from "./product.js";

const missingCommand =
  /command not found|: not found\b|is not recognized as an internal|(?:^|\n)(?:\/\S+|\S*sh): [^\n]*(?:No such file or directory|cannot execute)/;
const missingModule =
  /(?:python[\d.]*|Error): No module named '?([\w.]+)|Cannot find (?:module|package) '([^'.][^']*)'|ERR_MODULE_NOT_FOUND|cannot load such file -- ([\w/.-]+)/;
const foreignImport = /ImportError: cannot import name '[^']*' from (?:partially initialized module )?'([\w.]+)'/;
const machine =
  /Permission denied|Operation not permitted|Read-only file system|No space left on device|Could not resolve host|Temporary failure in name resolution|Network is unreachable|Connection (?:refused|timed out)|ENOTFOUND|EACCES|ECONNREFUSED|Max retries exceeded|Cannot connect to the Docker daemon|dial tcp|libGL\.so|cannot open shared object file|without building the extension modules/;
/** The build folder was never set up, or what the set-up needs is not installed. */
const unconfigured =
  /: cd: can't cd to |^Error: could not load cache|Could not find a package configuration file provided by|No CMAKE_\w+_COMPILER could be found/m;

const hints =
  /not found|not recognized|No such file|cannot execute|No module named|Cannot find|MODULE_NOT_FOUND|cannot load such|cannot import|ermi|Read-only|No space|resolve|Network|onnect|ENOTFOUND|Max retries|dial tcp|libGL|shared object|extension modules|can't cd|load cache|Could not find|COMPILER/;

/** A missing command, module, permission, network or disk stopped the execution, not the code under repair. */
export function environmentStopped(walk: Walk, output: string, product: Product): boolean {
  if (output === "") return false;
  const tail = output.length > 3500 ? `${output.slice(0, 1000)}\n${output.slice(-2500)}` : output;
  if (!hints.test(tail)) return false;
  if (missingCommand.test(tail.slice(0, 1500))) return true;
  const named = missingModule.exec(tail);
  if (named !== null) {
    const module = (named[1] ?? named[2] ?? named[3] ?? "").split(/[./]/)[0]!;
    const own =
      walk.files.peek(`${module}.py`)?.created === true || (product.modules.has(module) && !walk.installed.has(module));
    if (!own) return true;
  }
  const foreign = foreignImport.exec(tail)?.[1]?.split(".")[0];
  if (foreign !== undefined && !product.modules.has(foreign)) return true;
  return machine.test(tail) || unconfigured.test(tail);
}
