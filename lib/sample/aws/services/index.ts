/** The services served, by their names in a signature's scope. */
import type { Service } from '../service.ts';
import { account } from './account.ts';
import { ec2 } from './ec2.ts';
import { elb } from './elb.ts';
import { lambda } from './lambda.ts';
import { organizations } from './organizations.ts';
import { rds } from './rds.ts';
import { s3 } from './s3.ts';
import { sts } from './sts.ts';
import { tagging } from './tagging.ts';

export const services: ReadonlyMap<string, Service> = new Map(
  [account, ec2, elb, lambda, organizations, rds, s3, sts, tagging].map((service) => [service.id, service]),
);
