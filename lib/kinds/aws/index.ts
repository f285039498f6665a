// Written by lib/kinds/generate.ts; do not edit.
import aws_ebs_snapshot from './aws_ebs_snapshot.ts';
import aws_ebs_volume from './aws_ebs_volume.ts';
import aws_ec2_ami from './aws_ec2_ami.ts';
import aws_ec2_instance from './aws_ec2_instance.ts';
import aws_ec2_load_balancer from './aws_ec2_load_balancer.ts';
import aws_ec2_network_interface from './aws_ec2_network_interface.ts';
import aws_ec2_target_group from './aws_ec2_target_group.ts';
import aws_lambda_function from './aws_lambda_function.ts';
import aws_rds_db_instance from './aws_rds_db_instance.ts';
import aws_rds_db_snapshot from './aws_rds_db_snapshot.ts';
import aws_resource from './aws_resource.ts';
import aws_s3_bucket from './aws_s3_bucket.ts';
import aws_vpc from './aws_vpc.ts';
import aws_vpc_eip from './aws_vpc_eip.ts';
import aws_vpc_nat_gateway from './aws_vpc_nat_gateway.ts';
import aws_vpc_security_group from './aws_vpc_security_group.ts';
import aws_vpc_subnet from './aws_vpc_subnet.ts';

export const awsKinds = [
  aws_ebs_snapshot,
  aws_ebs_volume,
  aws_ec2_ami,
  aws_ec2_instance,
  aws_ec2_load_balancer,
  aws_ec2_network_interface,
  aws_ec2_target_group,
  aws_lambda_function,
  aws_rds_db_instance,
  aws_rds_db_snapshot,
  aws_resource,
  aws_s3_bucket,
  aws_vpc,
  aws_vpc_eip,
  aws_vpc_nat_gateway,
  aws_vpc_security_group,
  aws_vpc_subnet,
] as const;
