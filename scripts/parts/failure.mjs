/** Something outside this program stands in the way; the message is one Chinese sentence that says what to do. */
export class SetupFailure extends Error {}

/**
 * Runs a command's main function; a set-up failure becomes its sentence on stderr and exit code 1.
 * @param {() => Promise<number | void>} main returns the exit code, 0 when it returns nothing
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof SetupFailure ? error.message : error);
    process.exitCode = 1;
  }
}
