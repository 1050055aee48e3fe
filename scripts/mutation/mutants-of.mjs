import { parseAst } from "./bundler.mjs";

const comparisons = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
};
const arithmetic = { "+": "-", "-": "+", "*": "/", "/": "*", "%": "*" };
const otherMethod = {
  some: "every",
  every: "some",
  find: "findLast",
  findLast: "find",
  findIndex: "findLastIndex",
  findLastIndex: "findIndex",
  startsWith: "endsWith",
  endsWith: "startsWith",
  max: "min",
  min: "max",
};
const droppedMethods = new Set(["filter", "slice", "trim", "toLowerCase", "toSorted"]);

/**
 * The code with all its mutants in it, each behind a switch: `__mutant(id)` is true for the one that is active. What a
 * text says is left alone, and so are confidences: golden files hold the one, and no rule reads the other.
 */
export function mutantsOf(code, file) {
  const mutants = [];
  const text = ({ start, end }) => code.slice(start, end);

  function note(node, kind, replacement) {
    const line = code.slice(0, node.start).split("\n").length;
    const id = `${file}:${mutants.length}`;
    mutants.push({ id, file, line, kind, original: text(node), replacement });
    return id;
  }

  /** The mutants of this expression itself, as texts. */
  function alternatives(node, role) {
    const found = [];
    if (role === "test") found.push(["condition", "true"], ["condition", "false"]);
    if (role === "&&") found.push(["clause", "true"]);
    if (role === "||") found.push(["clause", "false"]);
    if (node.type === "ChainExpression") node = node.expression;
    if (node.type === "BinaryExpression") {
      const [left, right] = [text(node.left), text(node.right)];
      for (const operator of comparisons[node.operator] ?? [])
        found.push(["comparison", `(${left}) ${operator} (${right})`]);
      const other = arithmetic[node.operator];
      const joinsText = [node.left, node.right].some(
        ({ type, value }) => type === "TemplateLiteral" || typeof value === "string",
      );
      if (other !== undefined && !joinsText) found.push(["arithmetic", `(${left}) ${other} (${right})`]);
    }
    if (node.type === "LogicalExpression" && node.operator !== "??") {
      found.push(["logic", `(${text(node.left)}) ${node.operator === "&&" ? "||" : "&&"} (${text(node.right)})`]);
    }
    if (node.type === "UnaryExpression" && node.operator === "!") found.push(["negation", text(node.argument)]);
    if (node.type === "Literal" && typeof node.value === "boolean") found.push(["boolean", String(!node.value)]);
    if (node.type === "Literal" && Number.isInteger(node.value) && node.value > 1) {
      found.push(["number", String(node.value + 1)], ["number", String(node.value - 1)]);
    }
    if (node.type === "Literal" && node.regex !== undefined) {
      const { pattern, flags } = node.regex;
      for (const [anchor, matcher] of [
        ["^", /^\^/],
        ["$", /(?<!\\)\$$/],
        [String.raw`\b`, /^\\b|\\b$/],
      ]) {
        const without = pattern.replace(matcher, "");
        if (without !== pattern && without !== "") found.push([`pattern without ${anchor}`, `/${without}/${flags}`]);
      }
    }
    if (node.type === "CallExpression" && node.callee.type === "MemberExpression" && !node.callee.computed) {
      const { object, property } = node.callee;
      const rest = code.slice(property.end, node.end);
      const other = otherMethod[property.name];
      if (other !== undefined) found.push(["method", code.slice(node.start, property.start) + other + rest]);
      if (droppedMethods.has(property.name)) found.push(["method", text(object)]);
    }
    return found;
  }

  /** The text of a node with the mutants below and, where it may be wrapped, of itself. */
  function print(node, role, wrap = true) {
    const inner = printChildren(node);
    if (!wrap || !isExpression(node)) return inner;
    let result = inner;
    for (const [kind, replacement] of alternatives(node, role).toReversed()) {
      result = `__mutant("${note(node, kind, replacement)}")?(${replacement}):${result === inner ? `(${inner})` : result}`;
    }
    return result === inner ? inner : `(${result})`;
  }

  function printChildren(node) {
    const children = [];
    for (const [name, value] of Object.entries(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (child === null || typeof child !== "object" || typeof child.type !== "string") continue;
        if (!isMutable(node, name, child)) continue;
        children.push({ child, role: roleOf(node, name), wrap: mayWrap(node, name, child) });
      }
    }
    children.sort((a, b) => a.child.start - b.child.start);
    let result = "";
    let position = node.start;
    for (const { child, role, wrap } of children) {
      result += code.slice(position, child.start) + print(child, role, wrap);
      position = child.end;
    }
    result += code.slice(position, node.end);
    if (node.type !== "BlockStatement" || node.body.length === 0 || !node.emptied) return result;
    const id = note(node, "block", "{}");
    return `{ if (!__mutant("${id}")) ${result} }`;
  }

  const program = parseAst(code, { lang: "ts" });
  markBlocks(program);
  return { code: print(program), mutants };
}

/** Blocks of conditions and loops; without its body a whole function fails in any test. */
function markBlocks(node) {
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child === null || typeof child !== "object" || typeof child.type !== "string") continue;
      child.emptied =
        child.type === "BlockStatement" && ["IfStatement", "ForOfStatement", "ForStatement"].includes(node.type);
      markBlocks(child);
    }
  }
}

function isExpression({ type }) {
  return /Expression$|^Literal$/.test(type) && !type.startsWith("TS");
}

function isMutable(node, name, child) {
  if (/^TS(?!AsExpression|NonNullExpression|SatisfiesExpression)/.test(child.type)) return false;
  if (/^(?:Import|Export(?:All|Specifier))/.test(child.type)) return false;
  if (name === "typeAnnotation" || name === "typeArguments" || name === "typeParameters" || name === "returnType")
    return false;
  // A member that is called `true` or 3 is a name.
  if (name === "key" && node.computed !== true) return false;
  return !(name === "left" && node.type === "AssignmentExpression");
}

/** An expression in the middle of an optional chain, a callee, or the target of an update stays as it is. */
function mayWrap(node, name, child) {
  if (child.type === "Super") return false;
  if (name === "callee" || (name === "argument" && node.type === "UpdateExpression")) return false;
  if (node.type === "ChainExpression") return false;
  if (name === "object" && node.type === "MemberExpression")
    return !holdsChain(child) || child.type === "ChainExpression";
  if (name === "directive" || (node.type === "ExpressionStatement" && child.type === "Literal")) return false;
  return true;
}

function holdsChain(node) {
  for (let at = node; at !== null && typeof at === "object"; at = at.object ?? at.callee) {
    if (at.optional === true) return true;
    if (at.object === undefined && at.callee === undefined) return false;
  }
  return false;
}

function roleOf(node, name) {
  if (name === "test" && /^(?:If|Conditional|While|For)/.test(node.type)) return "test";
  if (node.type === "LogicalExpression" && node.operator !== "??") return node.operator;
  return "value";
}
