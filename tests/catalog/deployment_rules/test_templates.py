"""Which input templates and inputs EventBridge takes.

What these tests cannot prove: how EventBridge reads a text that its guide does not show.
"""

import pytest

from bamp_pulumi.catalog import UNKNOWN, refusals_of

TARGET = "aws:cloudwatch/eventTarget:EventTarget"
PATHS = {"instance": "$.detail.instance-id", "state": "$.detail.state", "time": "$.time"}


def refused(template: object, paths: object = PATHS) -> list[str]:
    """Return what is allowed instead, for each refusal."""
    inputs = {"inputTransformer": {"inputPaths": paths, "inputTemplate": template}}
    return [refusal.allowed for refusal in refusals_of(TARGET, inputs)]


@pytest.mark.parametrize(
    "template",
    [
        '"instance <instance> is in <state>"',
        '"instance \\"<instance>\\" is in <state>"',
        '{\n  "instance" : <instance>,\n  "state": <state>\n}',
        '{"instance": <instance>, "state": "<state>", "all": "x \\"<instance>\\" is <state>"}',
        '{"state": [ 9, <state>, true ], "Transformed" : "Yes"}',
        '{"arn": <aws.events.rule-arn>, "event": <aws.events.event>, "t": <time>}',
        '"<aws.events.rule-name> triggered at <aws.events.event.ingestion-time>"',
        "<aws.events.event.json>",
        "<instance>",
        '"Job <instance> has run."\n"It ended in <state>."\n',
        '"first"\r\n\r\n"second <state>"',
        '{"text": "<https://console.aws.amazon.com|open the console>"}',
        '{"text": "a < b, c > d and <state>"}',
        '["<state>", <instance>]',
        '{"<state>": 1}',
        "42",
        '{"text": "\\u003cstate\\u003e"}',
    ],
    ids=repr,
)
def test_a_template_of_the_guide_is_accepted(template: str) -> None:
    """JSON with placeholders quoted or not, one text, or several, one a line."""
    assert refused(template) == []


@pytest.mark.parametrize(
    "template",
    [
        "instance <instance> is in <state>",
        '{"state": <state>, }',
        '{"state": testing_at_<time>}',
        '{"state": <state><time>}',
        "{<state>: 1}",
        '{"a": 1} {"b": 2}',
        '"unclosed <state>',
        '"say "<state>" aloud"',
        "{'state': <state>}",
    ],
    ids=repr,
)
def test_a_template_that_is_no_json_is_refused(template: str) -> None:
    """EventBridge answers that it is no JSON text."""
    assert len(refused(template)) == 1


def test_a_placeholder_without_a_path_is_refused_by_name() -> None:
    """Once, however often it stands there."""
    given = {"inputTransformer": {"inputTemplate": '{"a": <stat>, "b": "<stat>"}'}}
    (refusal,) = refusals_of(TARGET, given)

    assert refusal.why.startswith("<stat> stands for no path of inputPaths. EventBridge refuses")


def test_without_paths_only_the_predefined_ones_are_there() -> None:
    """No map of paths is an empty one; an unknown map may hold any name."""
    assert refused('"<aws.events.rule-name>"', None) == []
    assert len(refused('"<state>"', None)) == 1
    assert refused('"<state>"', UNKNOWN) == []
    assert refused(UNKNOWN) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('{"alarm": true}', 0),
        ('"I have"\n"several lines"', 0),
        ("plain text", 1),
        ('{"alarm": }', 1),
        ("[" * 100_000, 2),
    ],
)
def test_a_constant_input_is_json(text: str, count: int) -> None:
    """One value, or texts one a line; and at most 8,192 characters."""
    assert len(list(refusals_of(TARGET, {"input": text}))) == count


def test_a_target_has_one_way_to_make_its_input() -> None:
    """An unknown one may be nothing."""
    both = {"input": "{}", "inputPath": "$.detail"}

    assert [r.given for r in refusals_of(TARGET, both)] == ["input, inputPath"]
    assert list(refusals_of(TARGET, {"input": "{}", "inputPath": UNKNOWN})) == []
