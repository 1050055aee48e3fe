import type Handlebars from "handlebars";
import runtime from "handlebars/runtime.js";

// The published types know the runtime only under a specifier that Node cannot load.
export const handlebars = runtime as unknown as Pick<typeof Handlebars, "create">;

export type Environment = ReturnType<typeof handlebars.create>;
export type Template = ReturnType<Environment["template"]>;
