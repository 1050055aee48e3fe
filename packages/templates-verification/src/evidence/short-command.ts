const commandLimit = 200;

/** A command as data for texts: of an inline script its first line. */
export function shortCommand(command: string): string {
  const whole = command.trim();
  const line = (whole.split("\n", 1)[0] ?? "").trimEnd();
  const shown = line.length > commandLimit ? `${line.slice(0, commandLimit - 1)}…` : line;
  return line.length < whole.length && line.length <= commandLimit ? `${shown} …` : shown;
}
