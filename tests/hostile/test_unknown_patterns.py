"""Many rules whose patterns are unknown: each may take what comes of every other."""

from time import process_time

from hostile_inputs import alerting_preview
from sound_alerts import FAILED

from bamp_pulumi.estate.document import estate_from_document
from bamp_pulumi.rehearsal.delivery import Delivered, Router

RULE = "aws:cloudwatch/eventRule:EventRule"


def test_unknown_patterns_take_no_time_and_no_certainty() -> None:
    """All ways through 26 rules in a row would be more than anybody can follow."""
    document = alerting_preview()
    for step in document["steps"]:
        if step["newState"]["type"] == RULE and "eventPattern" in step["newState"]["inputs"]:
            step["newState"]["inputs"]["eventPattern"] = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
    router = Router(estate_from_document(document))
    began = process_time()

    ends = [*router.follow(FAILED)]

    assert process_time() - began < 5
    delivered = [end for end in ends if isinstance(end, Delivered)]
    assert delivered
    assert all(end.doubt for end in delivered)
