"""For service teams' own tests: run a program offline and assert on what it declares.

    from bamp_pulumi.testing import declare

    def test_the_bucket_carries_its_tier() -> None:
        bucket = declare(my_program).one("aws:s3/bucket:Bucket")
        assert bucket.inputs["tags"]["backup-tier"] == "critical"

Everything has happened by the time `declare` returns: transforms, children of components,
companions. So an assertion is a plain assertion, and cannot pass by never being reached.
"""

from bamp_pulumi.testing.declare import declare

__all__ = ["declare"]
