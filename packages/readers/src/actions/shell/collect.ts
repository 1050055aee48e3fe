import type { AndOr, Command, CompoundList, ParsedScript, PipelineNode, Redirection, Statement } from "unbash";
import type { ShellItem, SimpleCommand } from "./commands.js";
import { parseShell } from "./parse.js";
import { readRedirections } from "./redirections.js";
import { unwrap } from "./unwrap.js";
import { Variables } from "./variables.js";

const loopLimit = 24;
const depthLimit = 6;

/** Turns syntax trees into flat lists of pipelines. */
export const collect = {
  plain(words: readonly string[], text: string): readonly ShellItem[] {
    const collector = new Collector(text, 0);
    collector.simple(words, { text, writes: [], silencesErrors: false }, "", false);
    return collector.items;
  },
  script(script: ParsedScript, source: string): readonly ShellItem[] {
    const collector = new Collector(source, 0);
    collector.statements(script.commands);
    return collector.items;
  },
};

type Rest = Omit<SimpleCommand, "words">;

class Collector {
  readonly items: ShellItem[] = [];
  readonly #source: string;
  readonly #depth: number;
  readonly #variables = new Variables();
  readonly #functions = new Map<string, CompoundList>();

  constructor(source: string, depth: number) {
    this.#source = source;
    this.#depth = depth;
  }

  statements(list: readonly Statement[]): void {
    for (const statement of list) this.#node(statement.command, "", statement.background === true);
  }

  #node(node: PipelineNode | AndOr, after: "" | "&&" | "||", background: boolean): void {
    switch (node.type) {
      case "AndOr":
        node.commands.forEach((command, index) => {
          this.#node(command, index === 0 ? after : node.operators[index - 1]!, background);
        });
        return;
      case "Pipeline":
        this.#pipeline(node.commands, after, background);
        return;
      default:
        this.#pipeline([node], after, background);
    }
  }

  #pipeline(nodes: readonly PipelineNode[], after: "" | "&&" | "||", background: boolean): void {
    if (nodes.length === 1 && nodes[0]!.type !== "Command") {
      this.#compound(nodes[0]!);
      return;
    }
    const commands: SimpleCommand[] = [];
    for (const node of nodes) {
      if (node.type === "Command") {
        const made = this.#command(node);
        if (made === undefined) continue;
        if (made.script === undefined) commands.push(made.command);
        else if (this.#depth < depthLimit) this.#inline(made.script, made.command);
      } else {
        this.#compound(node);
      }
    }
    if (commands.length > 0) this.items.push({ kind: "pipeline", commands, after, background });
  }

  simple(words: readonly string[], rest: Rest, after: "" | "&&" | "||", background: boolean): void {
    const inner = unwrap(words);
    if (inner.script !== undefined) {
      this.#inline(inner.script, { words: [], ...rest });
      return;
    }
    if (inner.words.length === 0) return;
    this.items.push({ kind: "pipeline", commands: [{ ...rest, words: inner.words }], after, background });
  }

  /** `bash -c "…"`: its commands, in a scope of their own. */
  #inline(script: string, outer: SimpleCommand): void {
    this.items.push({ kind: "open" });
    const parsed = parseShell(script);
    if (outer.writes.length > 0 && parsed.items.length > 0) {
      for (const item of parsed.items) {
        if (item.kind !== "pipeline") this.items.push(item);
        else {
          const last = item.commands.at(-1)!;
          const commands = [...item.commands.slice(0, -1), { ...last, writes: [...last.writes, ...outer.writes] }];
          this.items.push({ ...item, commands });
        }
      }
    } else {
      this.items.push(...parsed.items);
    }
    this.items.push({ kind: "close" });
  }

  #compound(node: PipelineNode): void {
    switch (node.type) {
      case "Subshell":
        this.items.push({ kind: "open" });
        this.statements(node.body.commands);
        this.items.push({ kind: "close" });
        return;
      case "BraceGroup":
        this.statements(node.body.commands);
        return;
      case "Redirected":
        this.#redirected(node.command, node.redirects);
        return;
      case "If":
        this.statements(node.clause.commands);
        this.statements(node.then.commands);
        for (const branch of node.elif) this.statements(branch.then.commands);
        if (node.else !== undefined) this.statements(node.else.commands);
        return;
      case "While":
        this.statements(node.clause.commands);
        this.statements(node.body.commands);
        return;
      case "For": {
        const values = (node.wordlist ?? []).flatMap((word) => this.#variables.words(word)).slice(0, loopLimit);
        if (values.length === 0) this.statements(node.body.commands);
        for (const value of values) {
          this.#variables.set(node.name.value, value);
          this.statements(node.body.commands);
        }
        return;
      }
      case "ArithmeticFor":
      case "Select":
        this.statements(node.body.commands);
        return;
      case "Case":
        for (const item of node.items) this.statements(item.body.commands);
        return;
      case "Function":
        if (node.body.type === "BraceGroup") this.#functions.set(node.name.value, node.body.body);
        return;
      case "Pipeline":
        this.#pipeline(node.commands, "", false);
        return;
      case "Command":
        this.#pipeline([node], "", false);
        return;
      default:
        return;
    }
  }

  #redirected(node: PipelineNode, redirects: readonly Redirection[]): void {
    const before = this.items.length;
    this.#compound(node);
    const { writes } = readRedirections(redirects, this.#variables);
    if (writes.length === 0) return;
    for (let at = this.items.length - 1; at >= before; at--) {
      const item = this.items[at]!;
      if (item.kind !== "pipeline") continue;
      const last = item.commands.at(-1)!;
      this.items[at] = {
        ...item,
        commands: [...item.commands.slice(0, -1), { ...last, writes: [...last.writes, ...writes] }],
      };
    }
  }

  #command(node: Command): { command: SimpleCommand; script?: string } | undefined {
    const words: string[] = [];
    let textEnd = node.pos;
    let textStart = node.name?.pos ?? node.pos;
    for (const part of node.prefix) {
      if (part.type !== "Assignment") continue;
      if (part.value.type === "Word") this.#variables.set(part.name, this.#variables.word(part.value));
      textStart = Math.min(textStart, node.name?.pos ?? part.pos);
    }
    if (node.name !== undefined) {
      words.push(...this.#variables.words(node.name));
      textEnd = node.name.end;
    }
    for (const part of node.suffix) {
      if (part.type === "Word") {
        words.push(...this.#variables.words(part));
        textEnd = Math.max(textEnd, part.end);
      } else if (part.type === "Assignment") {
        words.push(part.text);
        if (part.value.type === "Word") this.#variables.set(part.name, this.#variables.word(part.value));
        textEnd = Math.max(textEnd, part.end);
      }
    }
    const redirections = readRedirections(node.redirects, this.#variables);
    const text = this.#source.slice(textStart, textEnd);
    if (words.length === 0) {
      return redirections.writes.length > 0 ? { command: { words: [":"], text, ...redirections } } : undefined;
    }
    const body = this.#functions.get(words[0]!);
    if (body !== undefined) {
      this.#functions.delete(words[0]!);
      this.statements(body.commands);
      this.#functions.set(words[0]!, body);
      return undefined;
    }
    const inner = unwrap(words);
    const command: SimpleCommand = { text, ...redirections, words: inner.words };
    const placed = inner.directory === undefined ? command : { ...command, directory: inner.directory };
    if (inner.script !== undefined) return { command: placed, script: inner.script };
    if (inner.words.length === 0) return undefined;
    return { command: placed };
  }
}
