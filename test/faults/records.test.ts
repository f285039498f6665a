/** Records that few would think of, as the clouds' servers give them: through the real clients, into the register and out. */
import { afterAll, describe, expect, test } from 'vitest';
import type { AwsRecord, Estate, Stretch } from '../../lib/sample/types.ts';
import { agrees } from '../pipeline/consumer.ts';
import { collect, difference, openRegister } from '../pipeline/harness.ts';
import { listen, tell } from '../pipeline/told.ts';
import { forgetCleans, survives, within } from './harness.ts';

afterAll(forgetCleans);

type Change = (record: any) => readonly unknown[];

const each = ({ items, next }: Stretch<AwsRecord>, change: Change): Stretch<AwsRecord> => ({
  items: items.flatMap(change) as AwsRecord[],
  next,
});

/** The estate with other records of volumes, of Azure's rows and of Google's assets. */
const altered =
  (changes: { readonly aws?: Change; readonly tagged?: Change; readonly azure?: Change; readonly gcp?: Change }) =>
  (estate: Estate): Estate => {
    const same: Change = (record) => [record];
    const { aws = same, tagged = same, azure = same, gcp = same } = changes;
    const rows: Estate['azure']['rows'] = (...all) => each(estate.azure.rows(...all), azure);
    const ofAws: Partial<Record<string, Change>> = { DescribeVolumes: aws, GetResources: tagged };
    return {
      ...estate,
      aws: {
        ...estate.aws,
        sequence: (operation, ...all) => each(estate.aws.sequence(operation, ...all), ofAws[operation] ?? same),
      },
      azure: {
        ...estate.azure,
        rows,
        total(table, subscriptions) {
          let total = 0;
          for (let from: number | null = 0; from !== null; ) {
            const { items, next }: Stretch<AwsRecord> = rows(table, subscriptions, from, 1_000);
            total += items.length;
            from = next;
          }
          return total;
        },
      },
      gcp: { ...estate.gcp, assets: (...all) => each(estate.gcp.assets(...all), gcp) },
    };
  };

describe('ids in another casing', () => {
  test('name one resource of Azure, be it within a page or between two', async () => {
    const twice: Change = (row) =>
      row.id.length % 3 === 0
        ? [row, { ...row, id: row.id.toUpperCase() }]
        : row.id.length % 3 === 1
          ? [{ ...row, id: row.id.toUpperCase() }, row]
          : [row];
    const alter = altered({ azure: twice });
    await survives('azure', (register, order) => collect(register, { ...order, serving: { pageSize: 7, alter } }), {
      passes: true,
    });
  });

  test('name two resources of AWS and of Google Cloud', async () => {
    const register = await openRegister();
    const upper = (id: string) => id.replace(/[^/:]+$/, (name) => name.toUpperCase());
    const alter = altered({
      tagged: (one) => [
        one,
        ...(one.ResourceARN.includes(':ec2:') ? [] : [{ ...one, ResourceARN: upper(one.ResourceARN) }]),
      ],
      gcp: (one) => (one.assetType.endsWith('/Disk') ? [one, { ...one, name: upper(one.name) }] : [one]),
    });
    const rootOf = within(1, 1);
    const order = {
      estate: { seed: 5, size: 200, day: 0 },
      only: ['aws' as const, 'gcp' as const],
      serving: { alter },
      rootOf,
    };
    await collect(register, order);
    const ids = new Set((await register.all()).map(({ id }) => id));
    const pairs = [...ids].filter((id) => id !== upper(id) && ids.has(upper(id)));
    for (const provider of ['arn:aws:', '//compute.googleapis.com/'])
      expect(pairs.filter((id) => id.startsWith(provider)).length).toBeGreaterThan(0);
    const again = await collect(register, { ...order, turn: 1 });
    expect(again.resources).toMatchObject({ new: 0, changed: 0, missing: 0 });
    await register.close();
  });
});

const LONG = 'wörter 漢字 🙂 '.repeat(13_000);
/** What a provider may let somebody write into a tag, and what a provider cut in the middle of a character. */
const words: readonly (readonly [key: string, value: string])[] = [
  ['__proto__', 'polluted'],
  ['constructor', ''],
  ['toString', 'x'],
  ['control', '\u0001\u0007\u001b[31m\r\n\t\u2028'],
  ['markup', '<b>&amp;"\'</b>]]>'],
  ['🙂', '\u202eright to left'],
  ['formula', '=1+1'],
  ['cut', '\ud83d'],
  ['long', LONG],
];
/** As it is kept: half a character is none, for which Google's encoding has three marks in place of one. */
const kept = words.map(([key, value]) => [key, value.toWellFormed()] as const);
const asRecord = (own: object | null | undefined, value = (text: string) => text) =>
  Object.fromEntries([...Object.entries(own ?? {}), ...words.map(([key, text]) => [key, value(text)])]);

/** Times that mean none, and times that no calendar has. */
const times = [
  '0001-01-01T00:00:00Z',
  '1969-12-31T16:00:00.000-08:00',
  '9999-12-31T23:59:59.9999999Z',
  '+275760-09-13T00:00:00Z',
  '2026-13-45T99:00:00Z',
  '',
  'soon',
] as const;
const timeOf = (id: string) => times[[...id].reduce((sum, one) => sum + one.charCodeAt(0), 0) % times.length];

const odd = altered({
  aws: (volume) => [
    {
      ...volume,
      CreateTime: new Date(volume.VolumeId.length % 2 === 0 ? '0001-01-01T00:00:00Z' : '9999-12-31T23:59:59Z'),
      Tags: [...(volume.Tags ?? []), ...words.map(([Key, Value]) => ({ Key, Value }))],
    },
  ],
  azure: (row) =>
    row.type.toLowerCase().endsWith('/disks')
      ? [
          {
            ...row,
            tags: asRecord(row.tags),
            properties: { ...row.properties, timeCreated: timeOf(row.id), diskState: '', description: LONG },
            sku: {},
            zones: [],
          },
        ]
      : [row],
  gcp: (asset) =>
    asset.assetType.endsWith('/Disk')
      ? [
          {
            ...asset,
            resource: {
              ...asset.resource,
              data: {
                ...asset.resource.data,
                labels: asRecord(asset.resource.data.labels),
                description: LONG,
                creationTimestamp: timeOf(asset.name),
                users: [],
              },
            },
          },
        ]
      : [asset],
});

describe.each([
  ['aws', 'aws_ebs_volume'],
  ['azure', 'azure_compute_disk'],
  ['gcp', 'gcp_compute_disk'],
] as const)(
  'records of %s with tags and text of 300 KB, empty and strange words, and times that are none',
  (provider, kind) => {
    test('are registered as they are, told of, and change nothing when they are seen again', async () => {
      const register = await openRegister();
      const listener = listen();
      const run = async (day: number, turn: number, alter?: typeof odd) => {
        const order = {
          estate: { seed: 5, size: 200, day },
          turn,
          only: [provider],
          rootOf: within(1, 1),
          serving: { pageSize: 20, ...(alter && { alter }) },
        };
        const done = await collect(register, order);
        expect([done.listings.incomplete, done.failedRoots]).toEqual([[], []]);
        await tell(register, listener);
        await agrees(register, listener);
        return done;
      };
      await run(0, 0);
      const plain = new Map((await register.all()).map((one) => [one.id, one]));
      const { resources } = await run(0, 1, odd);
      const disks = (await register.all()).filter((one) => one.kind === kind);
      expect(disks.length).toBeGreaterThan(1);
      expect(resources).toMatchObject({ new: 0, changed: disks.length, missing: 0 });
      for (const { id, tags, version, createdAt } of disks) {
        const whole = Object.entries(tags).map(([key, value]) => [key, value.replace(/\ufffd+/, '\ufffd')]);
        expect(whole).toEqual(expect.arrayContaining(kept as [string, string][]));
        expect(Object.getPrototypeOf(tags)).toBe(Object.prototype);
        expect(Object.keys(tags).length).toBe(Object.keys(plain.get(id)!.tags).length + kept.length);
        expect(version).toBe(2);
        expect(createdAt).toSatisfy((time: string | null) => time === null || /^9999-12-31T/.test(time));
      }
      const shown = (await register.reader.show(disks[0]!.id))!;
      expect(Object.hasOwn(shown.versions[0]!.changes, 'tags.__proto__')).toBe(true);
      const changes = [...listener.events.values()].filter(({ type }) => type === 'Resource Changed');
      expect(changes).toHaveLength(disks.length);
      for (const { detail } of changes) expect(detail).toMatchObject({ truncated: true });

      const before = await register.dump();
      const same = await run(0, 2, odd);
      expect(same.resources).toMatchObject({ new: 0, changed: 0, missing: 0, findingsOpened: 0, findingsResolved: 0 });
      expect(difference(before, await register.dump())).toEqual([]);
      // And back again: what was odd leaves nothing behind.
      await run(0, 3);
      for (const { id, tags } of (await register.all()).filter((one) => one.kind === kind))
        expect(tags).toEqual(plain.get(id)!.tags);
      await register.close();
    });
  },
);
