/** Digests on their way to SNS. */
import type { PublishCommandInput } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topicsTarget } from '../../lib/deployed/topics.ts';
import { publish } from '../../lib/events/publish.ts';
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
    for (const each of formats.values()) expect(each).toEqual(['text', 'json']);
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

  it('has a subject and a size that SNS takes', () => {
    for (const { Subject, Message } of sent) {
      expect(Subject).toMatch(/^[\x20-\x7e]{1,100}$/);
      expect(Buffer.byteLength(Message!)).toBeLessThan(262_144);
    }
  });
});
