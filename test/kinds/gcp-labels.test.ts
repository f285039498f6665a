/** Labels of Google's assets are tags, wherever their type has them. */
import { expect, it } from 'vitest';
import { gcpResource } from '../../lib/kinds/listings/gcp.ts';

const tagsOf = (assetType: string, data: object) =>
  gcpResource(
    { name: `//x.googleapis.com/projects/quay-prod/things/one`, assetType, resource: { data: { ...data } } },
    new Map(),
  ).tags;

const own = { owner: 'freight' };
const other = { owner: 'nobody-of-this' };

it.each([
  ['sqladmin.googleapis.com/Instance', { settings: { userLabels: own }, labels: other }],
  ['container.googleapis.com/Cluster', { resourceLabels: own }],
  ['container.googleapis.com/NodePool', { config: { resourceLabels: own, labels: other } }],
  ['compute.googleapis.com/InstanceTemplate', { properties: { labels: own } }],
  [
    'compute.googleapis.com/ResourcePolicy',
    { snapshotSchedulePolicy: { snapshotProperties: { labels: own, guestFlush: true } } },
  ],
  ['monitoring.googleapis.com/AlertPolicy', { userLabels: own }],
  ['monitoring.googleapis.com/NotificationChannel', { userLabels: own, labels: { email_address: 'x@quay.example' } }],
  ['monitoring.googleapis.com/UptimeCheckConfig', { userLabels: own, monitoredResource: { labels: other } }],
  ['notebooks.googleapis.com/Schedule', { executionTemplate: { labels: own } }],
  ['run.googleapis.com/Service', { metadata: { labels: own } }],
  ['pubsub.googleapis.com/Topic', { labels: own }],
])('reads those of %s where they stand', (type, data) => expect(tagsOf(type, data)).toEqual(own));

it.each([
  ['monitoring.googleapis.com/NotificationChannel', { labels: { email_address: 'x@quay.example' } }],
  ['container.googleapis.com/NodePool', { config: { labels: other } }],
  ['compute.googleapis.com/Instance', { tags: { items: ['web'] } }],
  ['sqladmin.googleapis.com/Instance', { settings: null }],
  ['compute.googleapis.com/InstanceTemplate', { properties: 'odd' }],
])('takes nothing else of %s for labels', (type, data) => expect(tagsOf(type, data)).toEqual({}));
