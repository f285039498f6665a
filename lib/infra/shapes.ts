/** What makes the AWS clients small in a bundle: shapes that nobody uses can fall away. */
const constant = /^const (_\w+) = ("[^"\n]*");$/gm;
const named = /\[(_\w+)\]:/g;

/**
 * Keys that are constants of the same file, as the words that they stand for. A client's shapes name their traits so
 * (`{ [_xN]: "item" }`); to esbuild such a key may have a side effect, so that it keeps each shape with one, and what that
 * refers to: of EC2's client 560 KB in place of 70.
 */
export const withPlainKeys = (text: string): string => {
  const words = new Map([...text.matchAll(constant)].map(([, name, word]) => [name!, word!]));
  return text.replace(named, (key, name) => (words.has(name) ? `${words.get(name)}:` : key));
};
