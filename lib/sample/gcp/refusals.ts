/** Cloud Asset's refusals, in Google's own words. */
import grpc from '@grpc/grpc-js';
import { type ErrorInfo, statusDetails } from './protos.ts';

/** A refusal as it goes over the wire. */
export class GcpRefusal extends Error {
  override readonly name = 'GcpRefusal';
  readonly code: grpc.status;
  readonly info: ErrorInfo | undefined;

  constructor(code: grpc.status, message: string, info?: ErrorInfo) {
    super(message);
    this.code = code;
    this.info = info;
  }
}

const SERVICE = 'cloudasset.googleapis.com';

const serviceInfo = (reason: string, consumer: string, more: Readonly<Record<string, string>> = {}): ErrorInfo => ({
  reason,
  domain: 'googleapis.com',
  metadata: { service: SERVICE, consumer: `projects/${consumer}`, ...more },
});

export const invalid = (message: string): GcpRefusal => new GcpRefusal(grpc.status.INVALID_ARGUMENT, message);

/** What cannot be seen is not told apart from what there is not. */
export const denied = (): GcpRefusal =>
  new GcpRefusal(grpc.status.PERMISSION_DENIED, 'Request denied by Cloud IAM.', {
    reason: 'IAM_PERMISSION_DENIED',
    domain: 'iam.googleapis.com',
    metadata: { permission: 'cloudasset.assets.listResource' },
  });

/** `consumer`: the number of the project that the call is billed to. */
export const throttled = (consumer: string): GcpRefusal =>
  new GcpRefusal(
    grpc.status.RESOURCE_EXHAUSTED,
    `Quota exceeded for quota metric 'ListAssets Requests' and limit 'ListAssets Requests per minute' of service '${SERVICE}' for consumer 'project_number:${consumer}'.`,
    serviceInfo('RATE_LIMIT_EXCEEDED', consumer, { quota_unit: '1/min/{project}', quota_limit_value: '100' }),
  );

export const disabled = (consumer: string): GcpRefusal =>
  new GcpRefusal(
    grpc.status.PERMISSION_DENIED,
    `Cloud Asset API has not been used in project ${consumer} before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/${SERVICE}/overview?project=${consumer} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
    serviceInfo('SERVICE_DISABLED', consumer),
  );

export const failure = (message = 'Internal error encountered.'): GcpRefusal =>
  new GcpRefusal(grpc.status.INTERNAL, message);

export const unavailable = (): GcpRefusal =>
  new GcpRefusal(grpc.status.UNAVAILABLE, 'The service is currently unavailable.');

/** The call's end, its details among the trailers. */
export const statusOf = ({ code, message, info }: GcpRefusal): Partial<grpc.StatusObject> => {
  const metadata = new grpc.Metadata();
  if (info !== undefined) metadata.set('grpc-status-details-bin', statusDetails(code, message, info));
  return { code, details: message, metadata };
};
