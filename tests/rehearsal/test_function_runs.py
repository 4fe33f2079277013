"""Whether the function for alerts runs as a preview shows it, and with which code.

The function of a program stands in `test_our_function.py`.
"""

import pytest
from hand_made_paths import (
    FUNCTION_ARN,
    changed,
    followed,
    moved,
)
from our_function import (
    BOTH,
    BUS,
    LATER,
    NOT_ITS,
    RULE,
    allows,
    doubted,
    in_function,
    ours,
    role_may,
    stops,
    variables,
)

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate

# Any, from here on: inputs of resources, and parts of policies.
UNKNOWN_TOPIC = in_function(f"to which topic function publishes {LATER}")
NOT_OURS = doubted("what the code of function does is not known")
STRANGERS_URN = "urn:pulumi:prod::shop::aws:lambda/function:Function::function"


@pytest.mark.parametrize(
    ("estate", "ends"),
    [
        (variables(TOPIC_ARN=UNKNOWN), [UNKNOWN_TOPIC, BOTH[1]]),
        (variables(ROUTED_TOPIC_ARN=UNKNOWN), [BOTH[0], UNKNOWN_TOPIC]),
        (variables(TOPIC_ARN=""), [BOTH[1]]),
        (variables(ROUTED_TOPIC_ARN=""), [BOTH[0]]),
        (ours(environment=UNKNOWN), [in_function(f"environment of function {LATER}")] * 2),
        (
            ours(environment={"variables": UNKNOWN}),
            [in_function(f"the environment of function {LATER}")] * 2,
        ),
        (ours(timeout=30), BOTH),
        (ours(timeout=29), doubted("whether function is done within its timeout of 29 seconds")),
        (ours(timeout="30"), BOTH),
        (ours(timeout=None), doubted("whether function is done within its timeout of 3 seconds")),
        (ours(runtime="python3.11"), BOTH),
        (ours(runtime="python3.10"), doubted("whether function runs with python3.10")),
        (ours(runtime="python3.x"), doubted("whether function runs with python3.x")),
        (ours(runtime="ruby3.13"), doubted("whether function runs with ruby3.13")),
        (ours(runtime=None), doubted("whether function runs with an unknown runtime")),
        (ours(packageType="Zip"), BOTH),
        (ours(packageType="Image"), doubted("what the image of function does is not known")),
        (ours(code=None), NOT_OURS),
        (ours(code="x.zip"), NOT_OURS),
        (
            ours(code={"assets": {"x.py": {"text": "x"}}}),
            doubted("what the code of function does is not known"),
        ),
        (
            moved(
                RULE,
                "function",
                urn=STRANGERS_URN,
            ),
            doubted("what the code of function does is not known"),
        ),
        (variables(ESCALATE_AFTER_MINUTES=UNKNOWN), BOTH),
        (
            variables(ESCALATE_AFTER_MINUTES="soon"),
            [
                stops(
                    "function",
                    "it does not start: ESCALATE_AFTER_MINUTES is no number",
                    "EventBridge > rule",
                )
            ],
        ),
    ],
)
def test_the_function_runs_as_it_is_declared(estate: Estate, ends: list[str]) -> None:
    """What is missing stops it; what is not known puts all that it sends in doubt."""
    assert followed(estate) == ends


def test_the_function_puts_its_event_on_the_bus_of_its_partition() -> None:
    """Its ARN says which that is; of an unknown one it is `aws`."""
    arn = FUNCTION_ARN.replace("arn:aws:", "arn:aws-cn:")
    allowed = [allows("sns:*", "*"), allows("events:*", BUS.replace("arn:aws:", "arn:aws-cn:"))]
    there = moved(role_may(*allowed), "function", outputs={"arn": arn})
    called = changed(changed(there, "target", arn=arn), "calls", function=arn)

    assert followed(called) == BOTH
    assert followed(role_may(*allowed)) == [
        *BOTH,
        stops("function", f"{NOT_ITS} events:PutEvents"),
    ]


def test_the_function_of_an_unknown_arn_is_in_the_partition_of_most_accounts() -> None:
    """A target that takes the ARN from it calls it."""
    allowed = [allows("sns:*", "*"), allows("events:*", BUS)]
    unknown = moved(role_may(*allowed), "function", outputs={})
    linked = moved(
        changed(unknown, "target", arn=UNKNOWN),
        "target",
        dependencies={"arn": (RULE.named("function").urn,)},
    )

    assert followed(linked) == BOTH


def test_a_function_with_another_handler_is_a_strangers() -> None:
    """It publishes nothing that is known."""
    assert followed(ours(handler="h.handle")) == [
        in_function("what function function does is not known")
    ]
    assert followed(ours(unread=1)) == doubted("what unread of function changes is not read")
