/** One sentence on stderr. @returns the exit code it goes with */
export function say(message: string, exitCode: number): number {
  process.stderr.write(`twolayer: ${message}\n`);
  return exitCode;
}
