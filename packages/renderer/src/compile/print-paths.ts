/** Turns every bare `{{path}}` into `{{print path "path"}}`, so that nothing is printed unchecked. Changes the tree. */
export function printPaths(program: hbs.AST.Program): void {
  for (const statement of program.body) {
    if (statement.type === "MustacheStatement") {
      const mustache = statement as hbs.AST.MustacheStatement;
      if (mustache.params.length > 0 || mustache.path.type !== "PathExpression") continue;
      const path = mustache.path as hbs.AST.PathExpression;
      const name: hbs.AST.StringLiteral = {
        type: "StringLiteral",
        value: path.original,
        original: path.original,
        loc: path.loc,
      };
      mustache.params = [path, name];
      mustache.path = {
        type: "PathExpression",
        data: false,
        depth: 0,
        parts: ["print"],
        original: "print",
        loc: path.loc,
      };
    } else if (statement.type === "BlockStatement") {
      const block = statement as hbs.AST.BlockStatement;
      if (block.program) printPaths(block.program);
      if (block.inverse) printPaths(block.inverse);
    }
  }
}
