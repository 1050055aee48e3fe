/** Runs the action while reading the clock and random numbers throws; both give another answer every time. */
export function withoutClock<Result>(action: () => Result): Result {
  const { Date: clock, Math: mathematics } = globalThis;
  const { random } = mathematics;
  const refuse = (name: string) => (): never => {
    throw new Error(`it calls ${name}, whose answer changes from run to run`);
  };
  globalThis.Date = new Proxy(clock, {
    construct: (target, values) => (values.length === 0 ? refuse("new Date()")() : Reflect.construct(target, values)),
    get: (target, name) => (name === "now" ? refuse("Date.now()") : (Reflect.get(target, name) as unknown)),
  });
  mathematics.random = refuse("Math.random()");
  try {
    return action();
  } finally {
    globalThis.Date = clock;
    mathematics.random = random;
  }
}
