/**
 * Whether an SPDX expression can be met with the licences of a set: one side of each OR, both of each AND. What is no
 * expression, or names an exception (WITH), is not met.
 * @param {string} expression
 * @param {ReadonlySet<string>} allowed
 * @returns {boolean}
 */
export function holds(expression, allowed) {
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  /** @returns {boolean} */
  const one = () => {
    const word = words[at++] ?? '';
    if (word !== '(') return allowed.has(word);
    const inner = either();
    return words[at++] === ')' && inner;
  };
  /** @returns {boolean} */
  const both = () => {
    let met = one();
    while (words[at] === 'AND') {
      at += 1;
      met = one() && met;
    }
    return met;
  };
  /** @returns {boolean} */
  const either = () => {
    let met = both();
    while (words[at] === 'OR') {
      at += 1;
      met = both() || met;
    }
    return met;
  };
  const met = either();
  return met && at === words.length;
}
