import type { PrecompiledTemplate } from "@mulligan/core";

// What the template specifications of Handlebars call. Its own runtime copies and wraps all helpers at every rendering,
// which is most of the cost of a short text, and brings much that no checked template can ask for.

/** Variables that are written with `@`; each block that sets some has its own frame. */
export type Frame = Readonly<Record<string, unknown>>;

export interface BlockValues {
  readonly data?: Frame;
  readonly blockParams?: readonly unknown[];
}

/** The body of a block. */
export type Block = (context: unknown, values?: BlockValues) => string;

export type Template = (context: unknown, data?: Frame) => string;

type Program = (
  container: Container,
  context: unknown,
  helpers: Helpers,
  partials: Partials,
  data: Frame,
  blockParams: readonly unknown[] | undefined,
  depths: readonly unknown[] | undefined,
) => string;

/** Without a prototype: a name that is no helper leads nowhere. */
// oxlint-disable-next-line typescript/no-explicit-any -- the generated code calls them; each checks its own values
export type Helpers = Readonly<Record<string, (...values: any[]) => unknown>>;
type Partials = Readonly<Record<string, Template>>;

interface PartialCall {
  readonly name: string;
  readonly hash?: object;
  readonly data: Frame;
}

interface Container {
  readonly nullContext: object;
  readonly noop: Block;
  readonly lookupProperty: (parent: unknown, name: string) => unknown;
  readonly data: (frame: Frame, depth: number) => unknown;
  readonly program: (
    index: number,
    data: Frame,
    declaredBlockParams: number,
    blockParams?: readonly unknown[],
    depths?: readonly unknown[],
  ) => Block;
  readonly invokePartial: (partial: Template | undefined, context: unknown, call: PartialCall) => string;
}

/** Makes the specification a function; `partials` is asked at each call, so that templates may call one another. */
export function linkTemplate(specification: PrecompiledTemplate, helpers: Helpers, partials: Partials): Template {
  const { useBlockParams = false, useDepths = false } = specification;
  const container: Container = {
    nullContext,
    noop,
    lookupProperty: (parent, name) => (parent === helpers ? helpers[name] : ownProperty(parent, name)),
    data: outerFrame,
    program(index, data, _declared, blockParams, depths) {
      const program = specification[index] as Program;
      return (context, values) =>
        program(
          container,
          context,
          helpers,
          partials,
          values?.data ?? data,
          blockParams && [values?.blockParams, ...blockParams],
          depths && context !== depths[0] ? [context, ...depths] : depths,
        );
    },
    invokePartial(partial, context, { name, hash, data }) {
      if (partial === undefined) throw new Error(`The partial ${name} could not be found`);
      return partial(hash === undefined ? context : { ...(context as object | null), ...hash }, data);
    },
  };
  const main = specification["main"] as Program;
  return (context, data = { root: context }) =>
    main(
      container,
      context,
      helpers,
      partials,
      data,
      useBlockParams === true ? [] : undefined,
      useDepths === true ? [context] : undefined,
    );
}

/** A frame inside another one: `@../index` looks there. */
export function innerFrame(outer: Frame | undefined, own: Frame): Frame {
  return { ...outer, ...own, _parent: outer };
}

const nullContext: object = Object.freeze({});

function noop(): string {
  return "";
}

/** Own properties only: a template never reaches a prototype. */
function ownProperty(parent: unknown, name: string): unknown {
  const value = (parent as Readonly<Record<string, unknown>>)[name];
  // Twice as fast as `Object.hasOwn` where it is called thousands of times.
  return value === undefined || value === null || Object.prototype.hasOwnProperty.call(parent, name)
    ? value
    : undefined;
}

function outerFrame(frame: Frame, depth: number): unknown {
  let outer: Frame | undefined = frame;
  for (let count = depth; count > 0 && outer !== undefined; count -= 1) outer = outer["_parent"] as Frame | undefined;
  return outer;
}
