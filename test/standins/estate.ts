/** Two accounts with two regions each, filled alike. */
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { type Balancers, makeBalancers } from './balancers.ts';
import { type Machines, makeMachines } from './machines.ts';
import { MOTO_ACCOUNT } from './moto.ts';
import { makeNetwork, type Network } from './network.ts';
import { type At, keysOf, type Made, own, placeAt } from './place.ts';
import { makeServices, type Services } from './services.ts';

export const MEMBER_ACCOUNT = '210987654321';
export const accounts = [MOTO_ACCOUNT, MEMBER_ACCOUNT] as const;
export const regions = ['eu-west-1', 'us-east-1'] as const;
export const ROLE = 'cadastre-read';
export const EXTERNAL_ID = 'our-collector';

export interface Filled {
  readonly at: At;
  readonly made: readonly Made[];
  readonly network: Network;
  readonly machines: Machines;
  readonly balancers: Balancers;
  readonly services: Services;
}

const fill = async (at: At): Promise<Filled> => {
  const network = await makeNetwork(at);
  const machines = await makeMachines(at, network);
  const balancers = await makeBalancers(at, network, machines.running);
  const services = await makeServices(at);
  const made = [network, machines, balancers, services].flatMap((part) => part.made);
  return { at, made, network, machines, balancers, services };
};

/** The role that the collector reads the member account with: its trust policy asks for the external id. */
const makeRole = (at: At) =>
  at.client(IAMClient).send(
    new CreateRoleCommand({
      RoleName: ROLE,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { AWS: `arn:aws:iam::${MOTO_ACCOUNT}:root` },
            Condition: { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } },
          },
        ],
      }),
    }),
  );

/** Makes everything, by way of `endpoint`. */
export const makeEstate = async (endpoint: string): Promise<readonly Filled[]> => {
  const member = await keysOf(endpoint, `arn:aws:iam::${MEMBER_ACCOUNT}:role/OrganizationAccountAccessRole`, 'any');
  await makeRole(placeAt(endpoint, MEMBER_ACCOUNT, 'us-east-1', member));
  const filled: Filled[] = [];
  for (const region of regions) {
    filled.push(await fill(placeAt(endpoint, MOTO_ACCOUNT, region, own)));
    filled.push(await fill(placeAt(endpoint, MEMBER_ACCOUNT, region, member)));
  }
  return filled;
};
