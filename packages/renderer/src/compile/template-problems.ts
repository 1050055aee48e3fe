import { dataVariables, helperSignatures, viewRoots } from "../helpers/signatures.js";
import type { TemplateProblem } from "./template-problem.js";

export interface CheckOptions {
  /** Names that `{{> name}}` may call. */
  readonly partials: readonly string[];
  /** A partial is called with any context, so its paths are its callers' business. */
  readonly isPartial: boolean;
}

/** What a path without `../` starts from: the view, or something that only the run knows. */
type Context = "view" | "item";

interface Scope {
  /** The innermost last. */
  readonly contexts: readonly Context[];
  readonly blockParams: readonly string[];
}

/** Everything in a parsed template that would print unchecked text, or fail or stay silent when it is rendered. */
export function templateProblems(program: hbs.AST.Program, source: string, options: CheckOptions): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const lines = source.split("\n");

  const report = (node: hbs.AST.Node, message: string) =>
    problems.push({ line: node.loc.start.line, column: node.loc.start.column + 1, message });

  function checkProgram({ body }: hbs.AST.Program, scope: Scope): void {
    for (const statement of body) checkStatement(statement, scope);
  }

  function checkStatement(statement: hbs.AST.Statement, scope: Scope): void {
    switch (statement.type) {
      case "ContentStatement":
      case "CommentStatement":
        return;
      case "MustacheStatement":
        return checkMustache(statement as hbs.AST.MustacheStatement, scope);
      case "BlockStatement":
        return checkBlock(statement as hbs.AST.BlockStatement, scope);
      case "PartialStatement":
        return checkPartial(statement as hbs.AST.PartialStatement, scope);
      case "PartialBlockStatement":
        report(statement, "blocks handed to a partial are not supported; call {{> name}} and pass values by name");
        return;
      default:
        report(statement, "decorators and inline partials are not supported; put the text into a file under partials/");
    }
  }

  function checkMustache(mustache: hbs.AST.MustacheStatement, scope: Scope): void {
    const path = mustache.path;
    if (!mustache.escaped) {
      const written = path.type === "PathExpression" ? (path as hbs.AST.PathExpression).original : "path";
      report(mustache, `unchecked output is not supported; write {{${written}}}, which prints the text and checks it`);
      return;
    }
    if (!isPath(path)) {
      report(mustache, "a literal prints only itself; write it as text");
      return;
    }
    const signature = helperOf(path, scope);
    if (signature === undefined && mustache.params.length === 0 && !hasNamed(mustache.hash))
      return checkPath(path, scope);
    checkCall(mustache, path, "text", scope);
    if (path.original === "fence") {
      const line = lines[mustache.loc.start.line - 1] ?? "";
      if (mustache.loc.start.column > 0 || line.slice(mustache.loc.end.column).trim() !== "") {
        report(mustache, "a fence has to stand alone at the start of a line");
      }
    }
  }

  function checkBlock(block: hbs.AST.BlockStatement, scope: Scope): void {
    if (!isPath(block.path)) {
      report(block, "a block starts with the name of a helper");
      return;
    }
    if (helperOf(block.path, scope) === undefined && block.params.length === 0) {
      report(
        block,
        `"${block.path.original}" is no block helper; write {{#each ${block.path.original}}} or {{#if ${block.path.original}}}`,
      );
      return;
    }
    checkCall(block, block.path, "block", scope);
    const name = block.path.original;
    const inner: Scope = {
      contexts: name === "each" || name === "with" ? [...scope.contexts, "item"] : scope.contexts,
      blockParams: [...scope.blockParams, ...(block.program?.blockParams ?? [])],
    };
    if (block.program) checkProgram(block.program, inner);
    if (block.inverse) checkProgram(block.inverse, scope);
  }

  function checkPartial(partial: hbs.AST.PartialStatement, scope: Scope): void {
    if (!isPath(partial.name)) {
      report(partial, "the name of a partial has to stand in the file; it cannot be computed");
      return;
    }
    const name = partial.name.original;
    if (!options.partials.includes(name))
      report(partial, `there is no partial "${name}"; ${known("partials", options.partials)}`);
    for (const value of partial.params) checkValue(value, scope);
    checkNamedValues(partial.hash, scope);
  }

  function checkCall(
    call: hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression,
    path: hbs.AST.PathExpression,
    as: "block" | "text" | "value",
    scope: Scope,
  ): void {
    const signature = helperOf(path, scope);
    if (signature === undefined) {
      report(call, `there is no helper "${path.original}"; ${known("helpers", Object.keys(helperSignatures))}`);
      return;
    }
    if (!signature.as.includes(as)) report(call, `"${path.original}" is called as in ${signature.example}`);
    else if (call.params.length !== signature.values) {
      const takes = signature.values === 1 ? "1 value" : `${signature.values} values`;
      report(
        call,
        `"${path.original}" takes ${takes}, found ${call.params.length}; it is called as in ${signature.example}`,
      );
    }
    for (const value of call.params) checkValue(value, scope);
    for (const pair of call.hash?.pairs ?? []) {
      if (!signature.named.includes(pair.key))
        report(pair, `"${path.original}" takes no "${pair.key}="; it is called as in ${signature.example}`);
    }
    checkNamedValues(call.hash, scope);
  }

  function checkNamedValues(hash: hbs.AST.Hash | undefined, scope: Scope): void {
    for (const pair of hash?.pairs ?? []) checkValue(pair.value, scope);
  }

  function checkValue(value: hbs.AST.Expression, scope: Scope): void {
    if (value.type === "SubExpression") {
      const call = value as hbs.AST.SubExpression;
      checkCall(call, call.path, "value", scope);
    } else if (isPath(value)) checkPath(value, scope);
  }

  function checkPath(path: hbs.AST.PathExpression, scope: Scope): void {
    const [root] = path.parts;
    if (path.data) {
      if (root === undefined || !dataVariables.includes(root)) {
        report(
          path,
          `there is no variable "${path.original}"; ${known(
            "variables",
            dataVariables.map((name) => `@${name}`),
          )}`,
        );
      } else if (root === "root" && path.parts[1] !== undefined) checkRoot(path, path.parts[1]);
      return;
    }
    if (root === undefined || options.isPartial || (path.depth === 0 && scope.blockParams.includes(root))) return;
    if (path.depth >= scope.contexts.length) {
      report(path, `"${path.original}" leads out of the view`);
      return;
    }
    if (scope.contexts[scope.contexts.length - 1 - path.depth] === "view") checkRoot(path, root);
    else if (path.depth === 0 && path.parts.length > 1 && (root === "data" || root === "run")) {
      const up = "../".repeat(scope.contexts.length - 1);
      report(
        path,
        `inside {{#each}} and {{#with}} a path starts at the item; write "${up}${path.original}" or "@root.${path.original}"`,
      );
    }
  }

  function checkRoot(path: hbs.AST.PathExpression, root: string): void {
    if (!options.isPartial && !viewRoots.includes(root)) {
      report(path, `the view has no "${root}"; a path starts with ${listed(viewRoots, "or")}`);
    }
  }

  checkProgram(program, { contexts: ["view"], blockParams: [] });
  return problems.sort((left, right) => left.line - right.line || left.column - right.column);
}

function helperOf(path: hbs.AST.PathExpression, scope: Scope): (typeof helperSignatures)[string] | undefined {
  if (path.data || path.depth > 0 || path.parts.length !== 1 || scope.blockParams.includes(path.original))
    return undefined;
  return Object.hasOwn(helperSignatures, path.original) ? helperSignatures[path.original] : undefined;
}

function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === "PathExpression";
}

function hasNamed(hash: hbs.AST.Hash | undefined): boolean {
  return (hash?.pairs.length ?? 0) > 0;
}

function known(what: string, names: readonly string[]): string {
  return names.length === 0 ? `this pack has no ${what}` : `${what}: ${names.join(", ")}`;
}

function listed(names: readonly string[], conjunction: string): string {
  return `${names.slice(0, -1).join(", ")} ${conjunction} ${names.at(-1)}`;
}
