/** Digests on their way to SNS. */
import type { PublishCommandInput } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topicsTarget } from '../../lib/deployed/topics.ts';
import { publish } from '../../lib/events/publish.ts';
import type { Parcel } from '../../lib/events/targets.ts';
import { collect, openRegister, type Register } from '../pipeline/harness.ts';

let register: Register;
const sent: PublishCommandInput[] = [];
beforeAll(async () => {
  register = await openRegister();
  await collect(register, { estate: { seed: 5, size: 150, day: 0 }, only: ['gcp'] });
  const client = { send: async ({ input }: { input: PublishCommandInput }) => void sent.push(input) };
  const target = topicsTarget(client as unknown as Parameters<typeof topicsTarget>[0], { owners: 'O', platform: 'P' });
  await publish(register.table.database, { digest: [target], events: [] });
});
afterAll(() => register.close());

const attribute = ({ MessageAttributes }: PublishCommandInput, name: string) => MessageAttributes?.[name]?.StringValue;

describe('a digest', () => {
  it('comes twice: as text for people and as JSON for machines, told apart by an attribute', () => {
    const formats = new Map<string, string[]>();
    for (const one of sent) {
      const id = attribute(one, 'id')!;
      formats.set(id, [...(formats.get(id) ?? []), attribute(one, 'format')!]);
    }
    for (const each of formats.values()) expect(each).toEqual(['json', 'text']);
    expect(sent.length).toBeGreaterThan(4);
    for (const one of sent.filter((each) => attribute(each, 'format') === 'json'))
      expect(JSON.parse(one.Message!)).toMatchObject({ id: attribute(one, 'id'), type: attribute(one, 'type') });
  });

  it('of an owner goes to the owners’ topic with whose it is and how bad, the platform’s to the other', () => {
    const types = new Set(sent.map((one) => `${one.TopicArn} ${attribute(one, 'type')}`));
    expect(types).toEqual(new Set(['O Owner Digest', 'P Platform Digest']));
    const owners = sent.filter(({ TopicArn }) => TopicArn === 'O');
    for (const one of owners) expect(attribute(one, 'owner')).toBeTruthy();
    expect(owners.some((one) => attribute(one, 'severity') === 'high' || attribute(one, 'severity') === 'medium')).toBe(
      true,
    );
  });

  it('is read once by people though the topic refused a copy and both are sent again', async () => {
    let refusals = 1;
    const texts: string[] = [];
    const send = async ({ input }: { input: PublishCommandInput }) => {
      if (attribute(input, 'format') === 'json' && refusals-- > 0) throw new Error('Throttled');
      if (attribute(input, 'format') === 'text') texts.push(attribute(input, 'id')!);
    };
    const again = topicsTarget({ send } as unknown as Parameters<typeof topicsTarget>[0], {
      owners: 'O',
      platform: 'P',
    });
    const digest = { id: 'a', type: 'Platform Digest', run: 'r', subject: 's', text: 't', detail: {} };
    const parcel = { id: 'a', kind: 'digest', records: [digest] } as unknown as Parcel;
    await expect(again.deliver(parcel)).rejects.toThrow('Throttled');
    await again.deliver(parcel);
    expect(texts).toEqual(['a']);
  });

  it('has a subject and a size that SNS takes', () => {
    for (const { Subject, Message } of sent) {
      expect(Subject).toMatch(/^[\x20-\x7e]{1,100}$/);
      expect(Buffer.byteLength(Message!)).toBeLessThan(262_144);
    }
  });
});
