/** Steps as text that can be pasted into a shell as a whole: what is to be said stands in comments. */
import { Document, isScalar, visit } from 'yaml';
import type { Onboarding, Step } from './types.ts';

const WIDTH = 100;

/** Lines of comment, broken between words. */
const comment = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => {
      const lines = [''];
      for (const word of line.split(' ')) {
        const last = lines.length - 1;
        if (lines[last] !== '' && `# ${lines[last]} ${word}`.length > WIDTH) lines.push(word);
        else lines[last] = lines[last] === '' ? word : `${lines[last]} ${word}`;
      }
      return lines;
    })
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');

const stepText = ({ why, run }: Step, index: number): string => [comment(`${index + 1}. ${why}`), ...run].join('\n');

/** The whole, with what to put into the config and which words to replace at its end. */
export const onboardingText = (cloud: string, { steps, config, placeholders }: Onboarding): string => {
  const missing = Object.entries(placeholders);
  return `${[
    comment(`What ${cloud} needs before Cadastre can read it, for a POSIX shell. Read it, then run it step by step.`),
    ...(missing.length > 0
      ? [comment(`Replace first: ${missing.map(([word]) => word).join(', ')}. The end says what they are.`)]
      : []),
    ...(steps.length === 0 ? [comment('Nothing: the collector reads its own account by its own role.')] : []),
    ...steps.map(stepText),
    ...(config.length > 0
      ? [
          comment('Then put this into the root of this cloud in cadastre.yaml:'),
          config.map((line) => `#   ${line}`).join('\n'),
        ]
      : []),
    comment('Then see whether it works: cadastre doctor, or cadastre doctor --deployed where it is deployed'),
    ...(missing.length > 0
      ? [`# To be replaced:\n${missing.map(([word, meaning]) => `#   ${word}: ${meaning}`).join('\n')}`]
      : []),
  ].join('\n\n')}\n`;
};

/** A template as YAML, with the reason beside every resource that is `*`. */
export const templateText = (template: object): string => {
  const document = new Document(template, { aliasDuplicateObjects: false });
  visit(document, {
    Map(_, statement) {
      const reason = document.getIn([
        'Resources',
        'ReadRole',
        'Metadata',
        'WhyAnyResource',
        String(statement.get('Sid')),
      ]);
      for (const pair of statement.items)
        if (isScalar(pair.key) && pair.key.value === 'Resource' && isScalar(pair.value) && pair.value.value === '*')
          pair.key.commentBefore = ` ${String(reason)}`;
    },
  });
  return document.toString({ lineWidth: 120 });
};
