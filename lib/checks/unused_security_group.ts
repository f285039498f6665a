import * as z from 'zod';
import { daysOf, lasting, namesAny } from './durations.ts';
import { orphaned } from './keeping.ts';
import { type Ask, defineCheck, notTold, type Outcome, pass, unknown } from './types.ts';

/** What names security groups although no interface of it may stand in them now, and is of no kind. */
const referrers = [
  ...['ec2:launch-template/', 'ec2:vpc-endpoint/', 'ec2:client-vpn-endpoint/', 'autoscaling:launchConfiguration:'],
  ...['batch:compute-environment/', 'codebuild:project/', 'ecs:service/', 'events:rule/', 'glue:connection/'],
  ...['sagemaker:notebook-instance/', 'sagemaker:domain/', 'elasticmapreduce:cluster/', 'scheduler:schedule/'],
  ...['ec2:transit-gateway-attachment/', 'ec2:spot-fleet-request/', 'ram:resource-share/'],
];

export default defineCheck({
  id: 'unused_security_group',
  title: 'Security group that protects nothing',
  classes: ['security_group'],
  severity: 'low',
  description:
    'No interface, balancer, database or function is in the group and no other group’s rules name it. Default groups, which cannot be deleted, and a group’s rules about itself are not counted. Where its network is peered with one of another account, whose groups may name it, and where things of types that no kind describes may use it, the answer is that we cannot tell.',
  remedy: 'Delete the group.',
  sources: ['Cloud Custodian unused', 'Prowler issues 2943 and 3264', 'azure-orphan-resources'],
  params: z.object({ days: daysOf('a group may be without use') }),
  verdict: (group, { params, guards }) => {
    const { default: made, uses, network } = group.fields;
    if (made === true || namesAny(uses)) return pass;
    const told = made === false && namesAny(uses) !== undefined;
    const unused = orphaned(group, guards, 'Nothing uses it.', lasting(params.days));
    const networks = Array.isArray(network) ? (network as readonly string[]) : [];
    const near: Outcome =
      networks.length === 0
        ? unused
        : {
            any: networks.map((id): Ask => ({ ask: 'exists', id })),
            needs: ['network'],
            yes: {
              any: networks.map((id): Ask => ({ ask: 'leads_out', id })),
              needs: ['network'],
              yes: unknown(
                'groups of other accounts may name it: its network is peered with one that is not collected here',
              ),
              no: unused,
            },
            no: unknown(
              'its network is not in the register, nor what that is peered with: groups of other accounts may name it',
            ),
          };
    return {
      any: [{ ask: 'referred', id: group.id }],
      needs: ['network_interface', 'security_group', 'load_balancer', 'database', 'function', 'vm'],
      undescribed: referrers,
      yes: pass,
      no: told ? near : notTold('what it protects, or whether it is a default group'),
    };
  },
});
