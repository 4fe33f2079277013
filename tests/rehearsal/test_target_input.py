"""What EventBridge sends to a target: the event, a part of it, a constant, or a text made of it.

Source: EventBridge user guide, eb-transform-target-input (read 2026-11-28).
"""

from typing import Any

import pytest
from hand_made_paths import BY_RULE, MAILED, changed, followed, made

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.rehearsal.delivery.target_input import input_of

# Any, from here on: inputs of a target, and what it sends.
EVENT: dict[str, Any] = {
    "source": "aws.backup",
    "region": "us-east-1",
    "detail": {"state": "FAILED", "sizes": [1, 2], "message": UNKNOWN},
}
WHOLE, CUSTOM = "an event of EventBridge", "text of its own"
LATER = "the template of t is known after deployment"


def sent(**inputs: Any) -> tuple[object, str, str, str]:  # noqa: ANN401 - as above
    """Work out what a target sends: the payload, who has written it, and what people learn."""
    found = input_of(made("Target", "t", **inputs), EVENT)
    return found.payload, found.written, found.says.verdict, found.says.why


@pytest.mark.parametrize(
    ("inputs", "payload", "written", "verdict", "why"),
    [
        ({}, EVENT, WHOLE, "allowed", ""),
        ({"input": '"stop"'}, "stop", CUSTOM, "allowed", ""),
        ({"input": '{"a": 1}'}, {"a": 1}, CUSTOM, "allowed", ""),
        ({"input": "no JSON"}, "no JSON", CUSTOM, "allowed", ""),
        ({"input": UNKNOWN}, UNKNOWN, CUSTOM, "allowed", ""),
        ({"inputPath": "$"}, EVENT, WHOLE, "allowed", ""),
        ({"inputPath": "$.detail"}, EVENT["detail"], CUSTOM, "allowed", ""),
        (
            {"inputPath": "$.detail.state"},
            "FAILED",
            CUSTOM,
            "allowed",
            "",
        ),
        (
            {"inputPath": "$.detail.message"},
            UNKNOWN,
            CUSTOM,
            "allowed",
            "",
        ),
        (
            {"inputPath": "$.detail.nothing"},
            None,
            CUSTOM,
            "not allowed",
            "the event has no $.detail.nothing, so t sends nothing of it",
        ),
        ({"inputTransformer": UNKNOWN}, UNKNOWN, CUSTOM, "cannot tell", LATER),
    ],
    ids=str,
)
def test_a_target_sends_the_event_unless_it_says_otherwise(
    inputs: dict[str, Any], payload: object, written: str, verdict: str, why: str
) -> None:
    """A constant, or a part of the event, is sent as it is."""
    assert sent(**inputs) == (payload, written, verdict, why)


def test_which_part_is_sent_may_be_known_after_deployment() -> None:
    """The path itself is not known."""
    payload, written, verdict, why = sent(inputPath=UNKNOWN)

    assert (payload, written, verdict) == (UNKNOWN, CUSTOM, "cannot tell")
    assert why == "what t sends of the event is known after deployment"


PATHS = {"state": "$.detail.state", "sizes": "$.detail.sizes", "later": "$.detail.message"}


@pytest.mark.parametrize(
    ("template", "payload"),
    [
        ("<state>", "FAILED"),
        ("  <state>\n", "FAILED"),
        ("<sizes>", [1, 2]),
        ('"it is <state>"', "it is FAILED"),
        ('"it is <state>, <state>"', "it is FAILED, FAILED"),
        ('"it is \\"<state>\\""', 'it is "FAILED"'),
        ('{"text": <state>}', {"text": "FAILED"}),
        ('{"text": "<state>"}', {"text": "FAILED"}),
        ('{"<state>": <state>, "n": 1}', {"<state>": "FAILED", "n": 1}),
        ('{"a": [<state>, {"b": <sizes>}, true]}', {"a": ["FAILED", {"b": [1, 2]}, True]}),
        ('{"text": "<state>", "later": <later>}', {"text": "FAILED", "later": UNKNOWN}),
        ('{"text": "<state>", "later": "it is <later>"}', {"text": "FAILED", "later": UNKNOWN}),
        ('"two\nlines <state>"', "two\nlines FAILED"),
        ('"one"\n"is <state>"', "one\nis FAILED"),
        ('"one"\n\n"is <state>"\n', "one\nis FAILED"),
        ('"one"\n"tab\t<state>"', "one\ntab\tFAILED"),
        ("<aws.events.event.json>", EVENT),
        ("<aws.events.event>", {"source": "aws.backup", "region": "us-east-1"}),
        ('{"a": <aws.events.rule-arn>, "b": <state>}', {"a": UNKNOWN, "b": "FAILED"}),
        ('{"a": <aws.events.rule-name>, "b": <state>}', {"a": UNKNOWN, "b": "FAILED"}),
        (
            '{"a": <aws.events.event.ingestion-time>, "b": <state>}',
            {"a": UNKNOWN, "b": "FAILED"},
        ),
    ],
)
def test_a_template_is_filled_in(template: str, payload: object) -> None:
    """A placeholder without quotes becomes a JSON value, with quotes it is a part of a text."""
    found = sent(inputTransformer={"inputPaths": PATHS, "inputTemplate": template})

    assert found == (payload, CUSTOM, "allowed", "")


@pytest.mark.parametrize(
    ("paths", "template", "payload", "verdict", "why"),
    [
        (PATHS, None, UNKNOWN, "not allowed", "the inputTransformer of t has no inputTemplate"),
        (PATHS, UNKNOWN, UNKNOWN, "cannot tell", LATER),
        (UNKNOWN, '"<state>"', UNKNOWN, "cannot tell", LATER),
        (PATHS, '"a text"', "a text", "allowed", ""),
        (None, '"a text"', "a text", "allowed", ""),
        (PATHS, "<aws.events.rule-name>", UNKNOWN, "allowed", ""),
        ({"gone": "$.detail.gone"}, "<gone>", "", "allowed", ""),
        ({"state": UNKNOWN}, "<state>", UNKNOWN, "allowed", ""),
        (
            {**PATHS, "gone": "$.detail.gone"},
            '{"a": <gone>, "b": <state>}',
            {"a": "", "b": "FAILED"},
            "allowed",
            "",
        ),
        (
            {**PATHS, "gone": "$.detail.gone"},
            '"it is <gone>, <state>"',
            "it is , FAILED",
            "allowed",
            "",
        ),
        (
            PATHS,
            '{"a": <other>, "b": "<state>"}',
            {"a": "", "b": "FAILED"},
            "not allowed",
            "its template has <other>, which no path of inputPaths fills in",
        ),
        (
            PATHS,
            '"it is <other>, <another>, <state>"',
            "it is , , FAILED",
            "not allowed",
            "its template has <other>, which no path of inputPaths fills in",
        ),
        *(
            (
                PATHS,
                template,
                UNKNOWN,
                "not allowed",
                f"its template is no JSON once it is filled in: {template}",
            )
            for template in (
                "it is <state>",
                '{"text": <state>',
                '"one <state>"\nof two',
                '"one <state>"\n2',
                "",
            )
        ),
    ],
)
def test_some_templates_eventbridge_cannot_fill_in(
    paths: object, template: object, payload: object, verdict: str, why: str
) -> None:
    """A text without anything of the event it can; whom that helps is another question."""
    found = sent(inputTransformer={"inputPaths": paths, "inputTemplate": template})

    assert found == (payload, CUSTOM, verdict, why)


def test_a_template_that_is_nested_too_deeply_to_be_read_is_no_json() -> None:
    """It is refused as any other, and ends no rehearsal."""
    deep = "[" * 100_000

    payload, written, verdict, why = sent(inputTransformer={"inputTemplate": deep})

    assert (payload, written, verdict) == (UNKNOWN, CUSTOM, "not allowed")
    assert why == f"its template is no JSON once it is filled in: {deep}"


@pytest.mark.parametrize("name", ["aws.events.event.json", "aws.events.event"])
def test_the_whole_event_is_the_value_of_a_field_and_no_part_of_a_text(name: str) -> None:
    """EventBridge does not escape what is in it, so the text around it may end early."""
    field = sent(inputTransformer={"inputTemplate": f'{{"a": <{name}>}}'})
    text = sent(inputTransformer={"inputTemplate": f'{{"a": "all of <{name}>"}}'})

    assert field[2:] == ("allowed", "")
    assert text[2:] == (
        "cannot tell",
        "whether EventBridge fills in the whole event in a text of t",
    )


@pytest.mark.parametrize(
    ("template", "ends"),
    [
        ('{"state": <state>}', [MAILED]),
        ('{"state": "gone"}', ["its filter matches no message with this state"]),
        ('"it is <state>"', ["its filter matches no message with this the body"]),
    ],
)
def test_a_subscriber_filters_by_what_the_template_makes(template: str, ends: list[str]) -> None:
    """The filter on the body reads the JSON that the target sends."""
    transformer = {"inputPaths": PATHS, "inputTemplate": template}
    estate = changed(BY_RULE, "target", inputTransformer=transformer)
    estate = changed(
        estate, "mailbox", filterPolicy='{"state": ["FAILED"]}', filterPolicyScope="MessageBody"
    )

    assert [any(end in line for line in followed(estate)) for end in ends] == [True]
