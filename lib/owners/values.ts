/** What people write where an owner is asked for: one or more of them, by mail, login, ARN, name or slug. */
import { clean } from './text.ts';

/** The ways in which one person or team may be looked up, the surest first. */
export type Readings = readonly string[];

/** A value parted: all of its parts are people, or those count that are. */
export interface Parted {
  readonly people: readonly Readings[];
  /** The separator stands in names and paths as well: it parts people only where each part is one. */
  readonly all: boolean;
}

const address = /[^\s<>()[\]"',;:|/\\]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/** `mailto:ana@…`, `team:payments`, `user/ana` are the value after the prefix. */
const prefix = /^(?:mailto|team|group|user|person|owner|serviceaccount)\s*[:/]\s*/i;

/** Of IAM users and roles, and of STS sessions: what follows the account. */
const arn = /^arn:[^:]*:(?:iam|sts):[^:]*:[^:]*:(.+)$/i;

/** `AssumedRole:AROA…:ana`, as AWS writes it into `aws:createdBy`: type, principal, name. */
const createdBy = /^(?:assumedrole|iamuser|root|federateduser|samluser|webidentityuser)(?::[^:]*)?:([^:]+)$/i;

/** The name of the identity that a value is; of a session who took it, then the role, which may be a team's. */
const principalIn = (value: string): Readings | undefined => {
  const path = arn.exec(value)?.[1]?.split('/');
  if (path !== undefined) return (path[0]?.toLowerCase() === 'assumed-role' ? path.slice(1) : path.slice(-1)).reverse();
  const name = createdBy.exec(value)?.[1];
  return name === undefined ? undefined : [name];
};

const mailsIn = (value: string): readonly string[] => [...new Set(value.match(address))];

const readingsOf = (value: string): Readings => {
  const plain = value.replace(prefix, '');
  const [family, given, more] = plain.split(',').map((part) => part.trim());
  return [
    value,
    plain,
    // `HARBOUR\ana.lopes`
    plain.slice(plain.lastIndexOf('\\') + 1),
    // `Lopes, Ana`
    ...(family && given && more === undefined ? [`${given} ${family}`] : []),
  ];
};

/** The whole value as one: what is found so is not parted. */
export const whole = (value: string): Readings => readingsOf(clean(value));

const between = /\s*[,;|]\s*/;
const within = /\s*[/:+&]\s*|\s+(?:and|und|et|y)\s+/i;

/**
 * The people in a value that is nobody's as a whole, in their order. Addresses stand for themselves, whatever parts them
 * (`Ana <ana@…>`, `a@…:b@…`); an ARN is whom it names.
 */
export const several = (value: string): Parted => {
  const text = clean(value);
  const parts = text.split(between).filter((part) => part !== '');
  const people = parts.flatMap((part): Readings[] => {
    const mails = mailsIn(part);
    const principal = principalIn(part);
    return mails.length > 0 ? mails.map((mail) => [mail]) : [principal ?? readingsOf(part)];
  });
  if (parts.length !== 1 || mailsIn(text).length > 0 || principalIn(text)) return { people, all: false };
  return { people: text.split(within).map(readingsOf), all: true };
};

/**
 * Ids of those whom no directory knows: the addresses in the value, or the name of the identity that it is; else the text
 * itself, which cannot be parted for sure.
 */
export const unknownIn = (value: string): readonly [string, ...string[]] => {
  const text = clean(value).toLowerCase();
  const [mail, ...mails] = mailsIn(text);
  return mail === undefined ? [principalIn(text)?.[0] ?? text] : [mail, ...mails];
};
