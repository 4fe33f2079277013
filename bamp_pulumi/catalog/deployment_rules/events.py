"""What EventBridge refuses and no pattern says.

Source: EventBridge API, PutRule, PutTargets, CreateEventBus, CreateConnection,
CreateApiDestination; EventBridge user guide, eb-targets, eb-transform-target-input.
"""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from bamp_pulumi.catalog.conditions import value_at
from bamp_pulumi.catalog.deployment_rules.event_patterns import why_no_pattern
from bamp_pulumi.catalog.deployment_rules.reading import (
    Inputs,
    arn_part,
    has,
    is_absent,
    json_of,
    known_text,
    refusal,
)
from bamp_pulumi.catalog.deployment_rules.schedules import why_no_schedule
from bamp_pulumi.catalog.deployment_rules.templates import why_no_input, why_no_template
from bamp_pulumi.catalog.input_refusal import InputRefusal
from bamp_pulumi.catalog.unknown import UNKNOWN

__all__ = [
    "api_destination_refusals",
    "bus_refusals",
    "connection_refusals",
    "rule_refusals",
    "target_refusals",
]

_TRANSFORM: Final = "EventBridge guide, eb-transform-target-input"
_TARGETS: Final = "EventBridge guide, eb-targets"
_WAYS: Final = ("input", "inputPath", "inputTransformer")
_NEED_ROLE: Final = frozenset({"states", "codebuild", "codepipeline"})
"""Services whose targets EventBridge calls with a role only; it answers `RoleArn is required`."""
_CREDENTIALS: Final = (
    ("API_KEY", "apiKey"),
    ("BASIC", "basic"),
    ("OAUTH_CLIENT_CREDENTIALS", "oauth"),
)


def rule_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """A rule has a pattern or a schedule, well formed; a schedule runs on the default bus."""
    if is_absent(inputs, "eventPattern") and is_absent(inputs, "scheduleExpression"):
        allowed = "eventPattern or scheduleExpression"
        yield refusal(
            "", "neither", allowed, "EventBridge refuses the rule (EventBridge API, PutRule)"
        )
    schedule, bus = known_text(inputs, "scheduleExpression"), known_text(inputs, "eventBusName")
    if schedule:
        reason = why_no_schedule(schedule)
        if reason:
            why = "EventBridge refuses the schedule (EventBridge guide, eb-scheduled-rule-pattern)"
            yield refusal("scheduleExpression", schedule, f"a schedule: {reason}", why)
        if bus and bus.rpartition("event-bus/")[2] != "default":
            why = (
                "schedules run on the default bus only (EventBridge guide, eb-create-rule-schedule)"
            )
            yield refusal("eventBusName", bus, "default, for a rule with a schedule", why)
    pattern = known_text(inputs, "eventPattern")
    if pattern:
        yield from _pattern_refusals(pattern)


def target_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """One way to make the input, which is JSON; and a target that EventBridge can call."""
    ways = [way for way in _WAYS if has(inputs, way)]
    if len(ways) > 1:
        why = "EventBridge refuses more than one (EventBridge API, Target)"
        yield refusal("", ", ".join(ways), "one of input, inputPath, inputTransformer", why)
    text = known_text(inputs, "input")
    for reason in why_no_input(text):
        why = "EventBridge refuses a text that is not JSON (EventBridge API, Target.Input)"
        yield refusal("input", text, "JSON", f"{reason}. {why}")
    yield from _template_refusals(inputs)
    yield from _called_refusals(inputs)
    dead = known_text(inputs, "deadLetterConfig.arn")
    if dead and arn_part(dead, 2) != "sqs":
        why = f"only a queue of SQS takes what was not delivered ({_TARGETS}, eb-rule-dlq)"
        yield refusal("deadLetterConfig.arn", dead, "the ARN of a queue", why)


def bus_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """The default bus exists already, and only a partner's bus has a slash in its name."""
    name = known_text(inputs, "name")
    why = "EventBridge refuses the name (EventBridge API, CreateEventBus.Name)"
    if name == "default":
        yield refusal("name", name, "any other name", why)
    if "/" in name and is_absent(inputs, "eventSourceName"):
        yield refusal("name", name, "no /, except on the bus of a partner", why)


def connection_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """The credentials are of the kind that is named."""
    kind = known_text(inputs, "authorizationType")
    for name, part in _CREDENTIALS:
        path = f"authParameters.{part}"
        if kind == name and has(inputs, "authParameters") and is_absent(inputs, path):
            why = "EventBridge has no credentials of that kind (EventBridge API, CreateConnection)"
            yield refusal(path, "nothing", f"a value, for {name},", why)


def api_destination_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """An API destination is called over HTTPS."""
    endpoint = known_text(inputs, "invocationEndpoint")
    if endpoint and not endpoint.lower().startswith("https://"):
        why = "EventBridge calls HTTPS only (EventBridge API, CreateApiDestination)"
        yield refusal("invocationEndpoint", endpoint, "a URL that begins with https://", why)


def _pattern_refusals(pattern: str) -> Iterator[InputRefusal]:
    why = "EventBridge refuses the pattern (EventBridge guide, eb-event-patterns)"
    found = json_of(pattern)
    if not isinstance(found, dict):
        yield refusal("eventPattern", pattern, "a JSON object", why)
        return
    for reason in why_no_pattern(cast("Mapping[str, object]", found)):
        yield refusal("eventPattern", pattern, f"a pattern: {reason}", why)


def _template_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    path = "inputTransformer.inputTemplate"
    template = known_text(inputs, path)
    if isinstance(value_at(inputs, "inputTransformer"), Mapping) and is_absent(inputs, path):
        why = "the provider and EventBridge need one (EventBridge API, InputTransformer)"
        yield refusal(path, "nothing", "a template", why)
    paths = value_at(inputs, "inputTransformer.inputPaths")
    names: list[str] | None = []
    if isinstance(paths, Mapping):
        keys = cast("Mapping[object, object]", paths)
        names = [key for key in keys if isinstance(key, str)]
    elif paths is UNKNOWN:
        names = None
    for reason in why_no_template(template, names) if template else ():
        allowed = "JSON, or a text in double quotes,"
        yield refusal(path, template, allowed, f"{reason}. {_why_template()}")


def _why_template() -> str:
    return f"EventBridge refuses the template ({_TRANSFORM})"


def _called_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    arn = known_text(inputs, "arn")
    if not arn:
        return
    service, region, resource = (arn_part(arn, place) for place in (2, 3, 5))
    if not service:
        yield refusal(
            "arn", arn, "an ARN", "EventBridge refuses the target (EventBridge API, Target)"
        )
    home = known_text(inputs, "region")
    if home and region and region != home and service != "events":
        why = f"EventBridge calls another Region only by its event bus ({_TARGETS})"
        yield refusal("arn", arn, f"a target in {home}, the Region of the rule", why)
    is_destination = service == "events" and resource.startswith("api-destination/")
    if (service in _NEED_ROLE or is_destination) and is_absent(inputs, "roleArn"):
        why = f"EventBridge calls such a target with a role only ({_TARGETS})"
        yield refusal("roleArn", "nothing", "the ARN of a role that may call the target", why)
    if service == "sqs" and arn.endswith(".fifo") and is_absent(inputs, "sqsTarget.messageGroupId"):
        why = "EventBridge refuses a FIFO queue without one (EventBridge API, SqsParameters)"
        yield refusal("sqsTarget.messageGroupId", "nothing", "a message group", why)
