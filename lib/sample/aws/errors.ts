/** AWS's refusals: the same refusal has another name, status and shape in each service. */

export type Protocol = 'ec2' | 'query' | 'json' | 'rest-json' | 'rest-xml';

/** A refusal as it goes over the wire; thrown by operations, written by the protocol. */
export class AwsRefusal extends Error {
  override readonly name = 'AwsRefusal';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** Status and code of what every service can say. */
type Answer = readonly [status: number, code: string];

export interface Refusals {
  readonly throttled: Answer;
  readonly denied: Answer;
  /** The region is not enabled for the account, or the key is nobody's. */
  readonly unknownKey: Answer;
  readonly unknownOperation: Answer;
  readonly invalid: Answer;
  readonly badToken: Answer;
  readonly failure: Answer;
}

/** What services of a protocol say unless they have words of their own. */
export const commonRefusals: Readonly<Record<Protocol, Refusals>> = {
  ec2: {
    throttled: [503, 'RequestLimitExceeded'],
    denied: [403, 'UnauthorizedOperation'],
    unknownKey: [401, 'AuthFailure'],
    unknownOperation: [400, 'InvalidAction'],
    invalid: [400, 'InvalidParameterValue'],
    badToken: [400, 'InvalidNextToken'],
    failure: [500, 'InternalError'],
  },
  query: {
    throttled: [400, 'Throttling'],
    denied: [403, 'AccessDenied'],
    unknownKey: [403, 'InvalidClientTokenId'],
    unknownOperation: [400, 'InvalidAction'],
    invalid: [400, 'ValidationError'],
    badToken: [400, 'ValidationError'],
    failure: [500, 'InternalFailure'],
  },
  json: {
    throttled: [400, 'ThrottlingException'],
    denied: [400, 'AccessDeniedException'],
    unknownKey: [400, 'UnrecognizedClientException'],
    unknownOperation: [400, 'UnknownOperationException'],
    invalid: [400, 'ValidationException'],
    badToken: [400, 'ValidationException'],
    failure: [500, 'InternalServerError'],
  },
  'rest-json': {
    throttled: [429, 'TooManyRequestsException'],
    denied: [403, 'AccessDeniedException'],
    unknownKey: [403, 'UnrecognizedClientException'],
    unknownOperation: [404, 'UnknownOperationException'],
    invalid: [400, 'ValidationException'],
    badToken: [400, 'ValidationException'],
    failure: [500, 'InternalServerException'],
  },
  'rest-xml': {
    throttled: [503, 'SlowDown'],
    denied: [403, 'AccessDenied'],
    unknownKey: [403, 'InvalidAccessKeyId'],
    unknownOperation: [501, 'NotImplemented'],
    invalid: [400, 'InvalidArgument'],
    badToken: [400, 'InvalidArgument'],
    failure: [500, 'InternalError'],
  },
};

export const refusal = (refusals: Refusals, kind: keyof Refusals, message: string): AwsRefusal =>
  new AwsRefusal(...refusals[kind], message);
