/**
 * Makes a plain function into a method of the remote control: always a promise, and always a copy,
 * so that what a test looked at before an action does not change under its hands.
 */
export function later<A extends unknown[], R>(run: (...args: A) => R | Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => structuredClone(await run(...args));
}
