"""What another stack refers to: stack outputs, and a parameter."""

import json

import pulumi
import pulumi_aws as aws

vault = aws.backup.Vault("vault", name="shared")
manifest = json.dumps({"tier": "critical"})
aws.ssm.Parameter("manifest", name="/test/manifest", type="String", value=manifest)
aws.s3.Bucket("pictures", bucket="somebody-elses")

pulumi.export("vault", vault.name)
pulumi.export("token", pulumi.Output.secret("not-a-token"))
