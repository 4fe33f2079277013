"""A bucket of the program's own, and one of the same name inside a packaged component."""

import pulumi
import pulumi_aws as aws

import bamp_pulumi as bamp

bamp.inherit(owner="orders")
aws.s3.Bucket("logs", bucket="ours")
pulumi.ComponentResource("shop:index:Shop", "shop", {}, remote=True)
