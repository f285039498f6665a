/** Writes answers and refusals by protocol. */
import { randomUUID } from 'node:crypto';
import type { Reply } from '../http.ts';
import type { Binding } from './bindings.ts';
import type { AwsRefusal, Protocol } from './errors.ts';
import { membersOf } from './schema.ts';
import type { Service } from './service.ts';
import { contentOf, escapeXml } from './xml.ts';

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

const contentTypes: Readonly<Record<Protocol, string>> = {
  ec2: 'text/xml;charset=UTF-8',
  query: 'text/xml',
  json: 'application/x-amz-json-1.1',
  'rest-json': 'application/json',
  'rest-xml': 'application/xml',
};

const headersOf = ({ protocol }: Service, requestId: string): Record<string, string> => ({
  'content-type': contentTypes[protocol],
  [protocol === 'rest-xml' ? 'x-amz-request-id' : 'x-amzn-requestid']: requestId,
});

type Output = Readonly<Record<string, unknown>>;

/** S3 writes an output whose only member has the output's own name as that member alone. */
const restXml = ({ output }: Binding, namespace: string, answer: Output): string => {
  const root = output.own.xmlName ?? output.name;
  const [first, ...others] = membersOf(output);
  const bare = first !== undefined && others.length === 0 && first[0] === root;
  const content = bare ? escapeXml(String(answer[root] ?? '')) : contentOf(output)(answer);
  return `${XML}<${root} xmlns="${namespace}">${content}</${root}>`;
};

const bodies: Readonly<Record<Protocol, (binding: Binding, namespace: string, answer: Output, id: string) => string>> =
  {
    ec2: ({ operation, output }, namespace, answer, id) =>
      `${XML}<${operation}Response xmlns="${namespace}"><requestId>${id}</requestId>${contentOf(output)(answer)}</${operation}Response>`,
    query: ({ operation, output }, namespace, answer, id) =>
      `<${operation}Response xmlns="${namespace}"><${operation}Result>${contentOf(output)(answer)}</${operation}Result><ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></${operation}Response>`,
    // No answer in JSON here has a time, the one type that JSON would spell otherwise than AWS.
    json: (_binding, _namespace, answer) => JSON.stringify(answer),
    'rest-json': (_binding, _namespace, answer) => JSON.stringify(answer),
    'rest-xml': restXml,
  };

export const replyOf = (service: Service, binding: Binding, answer: Output): Reply => {
  const id = randomUUID();
  const body = bodies[service.protocol](binding, service.namespace ?? '', answer, id);
  return { status: 200, headers: headersOf(service, id), body };
};

const refusals: Readonly<Record<Protocol, (refusal: AwsRefusal, id: string, namespace: string) => string>> = {
  ec2: ({ code, message }, id) =>
    `${XML}<Response><Errors><Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error></Errors><RequestID>${id}</RequestID></Response>`,
  query: ({ code, message, status }, id, namespace) =>
    `<ErrorResponse xmlns="${namespace}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${id}</RequestId></ErrorResponse>`,
  json: ({ code, message }) => JSON.stringify({ __type: code, Message: message }),
  'rest-json': ({ message }) => JSON.stringify({ message }),
  'rest-xml': ({ code, message }, id) =>
    `${XML}<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message><RequestId>${id}</RequestId></Error>`,
};

export const refusalReply = (service: Service, refusal: AwsRefusal): Reply => {
  const id = randomUUID();
  return {
    status: refusal.status,
    headers: { ...headersOf(service, id), 'x-amzn-errortype': refusal.code, ...refusal.headers },
    body: refusals[service.protocol](refusal, id, service.namespace ?? ''),
  };
};
