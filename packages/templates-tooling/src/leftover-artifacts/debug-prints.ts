const prints =
  /^\s*(?:(?:print|printf|fprintf|var_dump|console\.(?:log|info|error|warn)|System\.(?:out|err)\.print\w*|fmt\.F?[Pp]rint\w*|e?println!)\s*\(|(?:print|puts|pp|echo)\s+["'$])/;
const announces = /\bdebug(?:ging)?\b/i;
/** A printed text that begins with the word, or a comment behind the statement that does. */
const marked = /["'`][^\w"'`]*debug(?:ging)?\b|(?:#|\/\/)\s*debug(?:ging)?\b/i;
/** Statements that nobody leaves in on purpose. */
const stops =
  /^\s*(?:breakpoint\(\)|import i?pdb\b|i?pdb\.set_trace\(\)|from i?pdb import|debugger;?\s*$|binding\.pry\b|byebug\b|dbg!\()/;
const comment = /^\s*(?:#|\/\/|\/\*|\*|--|;)/;
/** Lines after a comment that speaks of debugging to which it is taken to apply. */
const reach = 5;

/** Added lines that print for debugging or stop in a debugger, as they stand. */
export function debugPrints(added: readonly string[]): readonly string[] {
  const found: string[] = [];
  let announced = 0;
  for (const line of added) {
    if (comment.test(line)) {
      announced = announces.test(line) ? reach : 0;
      continue;
    }
    if (stops.test(line) || (prints.test(line) && (announced > 0 || marked.test(line)))) found.push(line);
    else if (line.trim() === "") announced = 0;
    announced = Math.max(0, announced - 1);
  }
  return found;
}
