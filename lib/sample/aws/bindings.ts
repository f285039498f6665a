/** The operations of a service as its client's schemas describe them; read once, when a service is first called. */
import { operationOf, type Shape, type Traits } from './schema.ts';
import type { Service } from './service.ts';

export interface Binding {
  readonly operation: string;
  readonly input: Shape;
  readonly output: Shape;
  /** Method, path template and status of a REST operation. */
  readonly http: Traits['http'];
}

export type Bindings = ReadonlyMap<string, Binding>;

const read = async (service: Service): Promise<Bindings> => {
  const client = (await service.load()) as Readonly<Record<string, unknown>>;
  return new Map(
    Object.keys(service.operations).map((operation) => {
      const schema = client[`${operation}$`];
      if (schema === undefined) throw new Error(`The client of ${service.id} has no schema of ${operation}`);
      return [operation, { operation, ...operationOf(schema) }];
    }),
  );
};

const known = new WeakMap<Service, Promise<Bindings>>();

export const bindingsOf = (service: Service): Promise<Bindings> => {
  const bindings = known.get(service) ?? read(service);
  known.set(service, bindings);
  return bindings;
};
