/**
 * How npm is started: by the one that runs this, else by the one in PATH.
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js') === true ? [process.execPath, npm] : ['npm'];
}
