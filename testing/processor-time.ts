/**
 * Milliseconds of processor time this process spends on a piece of work, in all its threads: unlike the time that
 * passes it does not depend on what else the machine does.
 */
export async function processorMsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
