/** A measured figure, for whoever runs the test to see (docs/reliability.md quotes them). */
export const sayFigure = (words: string): void => {
  process.stdout.write(`${words}\n`);
};
