/**
 * What MiniStack cannot take of a template, put so that it can: each change has its reason. Whatever it gets wrong is put
 * right here and never in the product; what is lost by it is tested elsewhere.
 */
import { runtimeClient } from './lambda.ts';

interface Resource {
  readonly Type: string;
  Properties?: Record<string, any>;
  DependsOn?: string | string[];
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, { Value: unknown }>;
  Parameters?: Record<string, unknown>;
  Rules?: Record<string, unknown>;
}

/**
 * What a function of a custom runtime starts with: Lambda's own runtime client, in the Node that runs the test. It leaves
 * its process's number, so that a test can kill it as Lambda would.
 */
export const bootstrap = `#!/bin/sh
if [ -n "$STANDIN_PIDS" ]; then echo $$ > "$STANDIN_PIDS/$AWS_LAMBDA_FUNCTION_NAME.$$"; fi
exec '${process.execPath}' '${runtimeClient}' "$_HANDLER"
`;

/** Types that MiniStack refuses, and with them the whole stack. */
const unknownTypes: Readonly<Record<string, string>> = {
  'AWS::Events::Archive': 'nothing is replayed here',
  'AWS::EventSchemas::Registry': 'schemas are for people who read them',
  'AWS::EventSchemas::Schema': 'as its registry',
  'AWS::Events::Connection': 'requests to other companies’ services are tested by themselves',
  'AWS::Events::ApiDestination': 'as its connection',
  'AWS::Events::EventBusPolicy': 'other accounts send nothing here',
  'AWS::CloudFormation::StackSet': 'there is no organisation',
};

/** Whether a value refers to any of the resources. */
const refersTo = (value: unknown, gone: ReadonlySet<string>): boolean => {
  if (Array.isArray(value)) return value.some((one) => refersTo(one, gone));
  if (value === null || typeof value !== 'object') return false;
  const { Ref, 'Fn::GetAtt': attribute } = value as Record<string, any>;
  if (typeof Ref === 'string' && gone.has(Ref)) return true;
  if (attribute !== undefined && gone.has(Array.isArray(attribute) ? attribute[0] : String(attribute).split('.')[0]))
    return true;
  return Object.values(value).some((one) => refersTo(one, gone));
};

/** Drops what MiniStack does not know, and then what refers to that, until nothing does. */
const withoutUnknown = (template: Template): string[] => {
  const { Resources, Outputs = {} } = template;
  const gone = new Set<string>();
  const drop = (id: string) => {
    gone.add(id);
    delete Resources[id];
  };
  // Alarms over sums of metrics: no alarm rings here.
  const sums = ({ Type, Properties }: Resource) => Type === 'AWS::CloudWatch::Alarm' && Properties?.Metrics;
  for (const [id, one] of Object.entries(Resources)) if (one.Type in unknownTypes || sums(one)) drop(id);
  let before = -1;
  while (before !== gone.size) {
    before = gone.size;
    for (const [id, { Properties }] of Object.entries(Resources)) if (refersTo(Properties, gone)) drop(id);
  }
  for (const resource of Object.values(Resources)) {
    const needed = [resource.DependsOn ?? []].flat().filter((id) => !gone.has(id));
    if (needed.length > 0) resource.DependsOn = needed;
    else delete resource.DependsOn;
  }
  for (const [id, { Value }] of Object.entries(Outputs)) if (refersTo(Value, gone)) delete Outputs[id];
  return [...gone];
};

export interface Adapted {
  readonly template: Template;
  /** Ids of resources that are not there. */
  readonly left: readonly string[];
}

/** `variables`: what functions are told beside. */
export const adapted = (original: Template, variables: Readonly<Record<string, string>>): Adapted => {
  const template = structuredClone(original);
  const left = withoutUnknown(template);
  // Both ask whether `cdk bootstrap` made the place for assets, which here the test makes itself.
  delete template.Parameters?.BootstrapVersion;
  delete template.Rules?.CheckBootstrapVersion;
  for (const { Type, Properties = {} } of Object.values(template.Resources)) {
    if (Type !== 'AWS::Lambda::Function') continue;
    // Its own worker for Node calls every error `Runtime.HandlerError`, so that no retry by name would ever be tried; a
    // custom runtime brings the real runtime client. That one it does not tell where AWS is.
    Properties.Runtime = 'provided.al2023';
    Properties.Environment = { Variables: { ...Properties.Environment?.Variables, ...variables } };
  }
  return { template, left };
};
