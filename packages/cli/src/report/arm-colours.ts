const colours = 6;

/** Class names of the arms' colours: the control is grey, whatever its place among the others. */
export function armClasses(arms: readonly string[], control: string | null): (arm: string) => string {
  const others = arms.filter((arm) => arm !== control);
  return (arm) => {
    const index = others.indexOf(arm);
    return index < 0 ? "arm-control" : `arm-${(index % colours) + 1}`;
  };
}
