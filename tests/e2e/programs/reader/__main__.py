"""Uses what another stack publishes, and a bucket that nobody here manages."""

import json

import pulumi
import pulumi_aws as aws

published = pulumi.StackReference("organization/publisher/test")
manifest = aws.ssm.get_parameter_output(name="/test/manifest")

aws.s3.Bucket(
    "bucket",
    tags={
        "vault": published.require_output("vault"),
        "tier": manifest.value.apply(lambda text: json.loads(text)["tier"]),
    },
)
aws.s3.Bucket("secretive", tags={"token": published.get_output("token")})
aws.s3.Bucket.get("existing", "somebody-elses")
