/** Networks and groups that a record names by bare ids, where the record has an ARN of its own. */
import { arnParts, groupOwner, networkOwner } from './aws.ts';
import { each, type Json, part, type Says, set, type Told } from './says.ts';

/** An ARN of EC2 in the region of the record's own ARN; of its account, unless another is the owner. */
const ec2Near = ({ record }: Told, arn: string, kind: string, id: Json, owner?: string): string[] => {
  if (typeof id !== 'string' || id === '') return [];
  const [, partition] = record[arn].split(':');
  const { region, account } = arnParts(record[arn]);
  return [`arn:${partition}:ec2:${region}:${owner ?? account}:${kind}/${id}`];
};

/** A network and subnets of it, each of the network's owner. */
export const inNetwork =
  (arn: string, vpc: string, subnets?: string): Says =>
  (told) => {
    const network = part(told.record, vpc);
    const inside = subnets === undefined ? undefined : part(told.record, subnets);
    if (network === undefined && inside === undefined) return null;
    const owner = networkOwner(told, network);
    return set([
      ...ec2Near(told, arn, 'vpc', network, owner),
      ...(inside ?? []).flatMap((id: Json) => ec2Near(told, arn, 'subnet', id, owner)),
    ]);
  };

export const inGroups = (arn: string, says: Says): Says =>
  each(says, (id, told) => ec2Near(told, arn, 'security-group', id, groupOwner(told, id)));
