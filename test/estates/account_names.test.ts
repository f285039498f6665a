/** How people call accounts, subscriptions and projects: beside the id wherever an account is shown, and written once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RegisterReader } from '../../lib/register/types.ts';
import { listed, type Shape } from '../../lib/reports/list.ts';
import { changeShape, coverageShape, findingShape, resourceShape } from '../../lib/reports/shapes.ts';
import { aged } from '../../lib/reports/trust-contract.ts';
import { collect, gathered, openRegister, type Register } from '../pipeline/harness.ts';
import { type Case, collected } from './collected.ts';
import { PROJECT, SUBSCRIPTION } from './estate.ts';

const ACCOUNT = '111122223333';
const names = { [ACCOUNT]: `account ${ACCOUNT}`, [SUBSCRIPTION]: 'Harbour, production', [PROJECT.id]: 'Harbour prod' };

const invented = (project: object = { name: 'Harbour prod' }): Case => ({
  aws: {
    [`${ACCOUNT}/eu-west-1`]: {
      DescribeVolumes: [
        { VolumeId: 'vol-0a', Size: 1, State: 'available', CreateTime: '2024-01-01T00:00:00Z', Attachments: [] },
      ],
    },
  },
  azure: [],
  containers: [
    {
      ...{ id: `/subscriptions/${SUBSCRIPTION}`, name: 'Harbour, production', subscriptionId: SUBSCRIPTION },
      ...{ type: 'microsoft.resources/subscriptions', tags: {}, properties: { state: 'Enabled' } },
    },
  ],
  projects: [{ ...PROJECT, labels: {}, data: project as Record<string, unknown> }],
});

const textsOf = async (reader: RegisterReader) => {
  const text = async <Row>(rows: AsyncIterable<Row>, shape: Shape<Row>) =>
    (await gathered(listed(rows, 'csv', shape))).join('');
  const coverage = async function* () {
    for await (const line of reader.coverage()) yield aged(line, Date.now());
  };
  const since = { since: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' };
  return {
    resources: await text(reader.resources({}), resourceShape),
    findings: await text(reader.findings({}), findingShape),
    coverage: await text(coverage(), coverageShape),
    changes: await text(reader.changes(since), changeShape),
  };
};

it('shows the name beside the id in resources, findings, coverage and changes, of every cloud', async () => {
  let texts: Awaited<ReturnType<typeof textsOf>> | undefined;
  let shown: unknown;
  const { resources, findings } = await collected(invented(), async (reader) => {
    texts = await textsOf(reader);
    shown = (await reader.show(`arn:aws:ec2:eu-west-1:${ACCOUNT}:volume/vol-0a`))?.resource;
  });
  const called = new Map([...resources.values()].map(({ accountId, accountName }) => [accountId, accountName]));
  expect(Object.fromEntries(called)).toEqual(names);
  expect(new Set(findings.map(({ accountId, accountName }) => accountName === names[accountId]))).toEqual(
    new Set([true]),
  );
  expect(shown).toMatchObject({ accountName: `account ${ACCOUNT}` });
  for (const text of Object.values(texts!)) for (const name of Object.values(names)) expect(text).toContain(name);
});

it('takes a project’s display name in either form of its asset, and none where it has only its resource name', async () => {
  const nameOf = async (data: object) =>
    (
      await collected({ ...invented(data), aws: undefined, azure: undefined, containers: undefined } as unknown as Case)
    ).resource(`projects/${PROJECT.id}`).accountName;
  expect(await nameOf({ name: `projects/${PROJECT.number}`, displayName: 'Harbour v3', state: 'ACTIVE' })).toBe(
    'Harbour v3',
  );
  expect(await nameOf({ name: `projects/${PROJECT.number}` })).toBeNull();
});

it('goes with the account: a new name is told from the next run on, and changes nothing that is in it', async () => {
  const bucket = {
    ...{ name: '//storage.googleapis.com/harbour-data', assetType: 'storage.googleapis.com/Bucket' },
    resource: { location: 'EU', data: { name: 'harbour-data' } },
  };
  const { resource } = await collected({
    runs: [
      { ...invented(), gcp: [bucket] },
      { day: 1, ...invented({ name: 'Harbour, renamed' }), gcp: [bucket] },
    ],
  });
  expect(resource('harbour-data')).toMatchObject({ accountName: 'Harbour, renamed', version: 1 });
});

let register: Register;
beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register.close());

it('is written where it changed alone: a run in which nothing did writes no name', async () => {
  const order = { estate: { seed: 5, size: 200, day: 0 } };
  for (const turn of [0, 1]) await collect(register, { ...order, turn });
  const { database } = register.table;
  const write = database.write.bind(database);
  const written: string[] = [];
  database.write = async (items, ...rest) => {
    written.push(...items.map(({ pk }) => pk));
    return write(items, ...rest);
  };
  await collect(register, { ...order, turn: 2 });
  expect(written.length).toBeGreaterThan(0);
  expect(written.filter((pk) => pk === 'names' || pk.startsWith('r#'))).toEqual([]);
});
