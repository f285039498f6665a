/** AWS's answers against the schemas that the SDK's clients carry: members that a call knows, and those it never sends. */
import { bindingsOf } from '../../lib/sample/aws/bindings.ts';
import { elementOf, membersOf, type Shape } from '../../lib/sample/aws/schema.ts';
import { services } from '../../lib/sample/aws/services/index.ts';

/**
 * Members of a call's schema that its answer never has, though another call's of the same shape has them; lists on the way
 * stand as `[]`.
 */
const neverSent: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html: GetFunctionConfiguration has them.
  'lambda:ListFunctions': [
    'State',
    'StateReason',
    'StateReasonCode',
    'LastUpdateStatus',
    'LastUpdateStatusReason',
    'LastUpdateStatusReasonCode',
    'RuntimeVersionConfig',
  ].map((member) => `Functions[].${member}`),
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_Bucket.html: of directory buckets alone.
  's3:ListBuckets': ['Buckets[].BucketArn'],
};

/** The schema of a call's input or output: `ec2:DescribeVolumes`. Throws for a call that no served service has. */
export const shapeOfCall = async (call: string, side: 'input' | 'output'): Promise<Shape> => {
  const [id = '', operation = ''] = call.split(':');
  const service = services.get(id);
  const binding = service && (await bindingsOf(service)).get(operation);
  if (binding === undefined) throw new Error(`No service of the sample serves ${call}.`);
  return binding[side];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !(value instanceof Date);

/** Paths of members of a value that its schema does not know. */
const unknownIn = (value: unknown, shape: Shape, path: string): string[] => {
  if (value === null || value === undefined) return [];
  switch (shape.kind) {
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item) => unknownIn(item, elementOf(shape), `${path}[]`))
        : [`${path} is no list`];
    case 'map':
      return isObject(value)
        ? Object.values(value).flatMap((one) => unknownIn(one, elementOf(shape), `${path}{}`))
        : [`${path} is no map`];
    case 'structure': {
      if (!isObject(value) || Array.isArray(value)) return [`${path} is no structure`];
      const members = new Map(membersOf(shape));
      return Object.entries(value).flatMap(([name, inner]) => {
        const member = members.get(name);
        const at = path === '' ? name : `${path}.${name}`;
        return member === undefined ? [at] : unknownIn(inner, member, at);
      });
    }
    case 'time':
      return value instanceof Date ? [] : [`${path} is no time`];
    case 'number':
      return typeof value === 'number' ? [] : [`${path} is no number`];
    case 'flag':
      return typeof value === 'boolean' ? [] : [`${path} is no flag`];
    default:
      return isObject(value) ? [`${path} is no text`] : [];
  }
};

/** Whether a path leads somewhere in a value. */
const leads = (value: unknown, [step, ...rest]: readonly string[]): boolean => {
  if (step === undefined) return value !== undefined;
  const inner = isObject(value) ? value[step.replace('[]', '')] : undefined;
  return step.endsWith('[]')
    ? Array.isArray(inner) && inner.some((item) => leads(item, rest))
    : inner !== undefined && leads(inner, rest);
};

/** What stands in an answer that the call's schema does not know, or that the call never sends, by path. */
export const strangeIn = async (
  call: string,
  answer: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> => [
  ...new Set([
    ...unknownIn(answer, await shapeOfCall(call, 'output'), ''),
    ...(neverSent[call] ?? []).filter((path) => leads(answer, path.split('.'))).map((path) => `${path} is never sent`),
  ]),
];
