/**
 * How long tests wait for what must come in the end: shorter than the runner's own limit, so that it is said what was
 * waited for, and so long that a slow machine fails nothing. Shorter waits are for times which are themselves promised.
 */
export const PATIENCE_SECONDS = 100;
