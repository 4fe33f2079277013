"""SNS sends SMS from the Regions of AWS End User Messaging SMS, which delivers them.

Cannot prove that AWS sends to a country from a Region.
"""

import json
from pathlib import Path

import botocore

from bamp_pulumi.catalog import SMS_REGIONS


def test_sms_is_sent_from_the_regions_of_the_service_that_delivers_it() -> None:
    """The installed botocore knows the same endpoints; a Region that opens turns this red.

    Of the European Sovereign Cloud, which has one too, the page of AWS says nothing.
    """
    endpoints = Path(botocore.__file__).parent / "data" / "endpoints.json"
    partitions = json.loads(endpoints.read_text(encoding="utf-8"))["partitions"]
    found = {
        region
        for partition in partitions
        if partition["partition"] in {"aws", "aws-us-gov"}
        for region in partition["services"].get("sms-voice", {}).get("endpoints", {})
        if not region.startswith("fips-")
    }

    assert found == SMS_REGIONS
    assert len(found) == 33
