"""Rules of composite alarms: true, false or not known, and which alarms they name.

Source: CloudWatch user guide, alarm-combining; CloudWatch API, PutCompositeAlarm.AlarmRule; AWS CDK
API reference, AtLeastThreshold (read 2026-11-28). In which order AND and OR bind no page says: AND
first, as everywhere.
"""

import pulumi_aws as aws
import pytest
from plain_resources import declared, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import Standing, alarms_named, name_of_alarm, rule_holds
from bamp_pulumi.testing import declare
from bamp_pulumi.truth import Truth

ARN = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:"
STATES = {
    "on": "ALARM",
    "on too": "ALARM",
    "off": "OK",
    "off too": "OK",
    "blind": "INSUFFICIENT_DATA",
    'a "quoted" one': "ALARM",
    "team:alarm:backup": "ALARM",
    "a (b), c": "ALARM",
    "it's on": "ALARM",
    "a'b": "OK",
}
"""Every alarm there is, with its state; of all others nothing is known."""


def state_of(name: str, state: str) -> Truth:
    """Answer for the alarms above."""
    return STATES[name] == state if name in STATES else None


NOT_40, NOT_41 = "NOT " * 40, "NOT " * 41
RULES: dict[str, Truth] = {
    # One alarm, in each state.
    "ALARM(on)": True,
    "ALARM(off)": False,
    "ALARM(blind)": False,
    "ALARM(theirs)": None,
    "OK(off)": True,
    "OK(on)": False,
    "INSUFFICIENT_DATA(blind)": True,
    "INSUFFICIENT_DATA(off)": False,
    "alarm(on)": True,
    " ALARM ( on ) ": True,
    "ALARM\n(\ton\n)": True,
    # Names and ARNs, with quotes or without.
    'ALARM("on")': True,
    'ALARM("on too")': True,
    "ALARM('on too')": True,
    'ALARM( "on too" )': True,
    f"ALARM({ARN}on)": True,
    f'ALARM("{ARN}on too")': True,
    f"ALARM('{ARN}off')": False,
    'ALARM("a (b), c")': True,
    r'ALARM("a \"quoted\" one")': True,
    'ALARM("it\'s on")': True,
    r"ALARM('it\'s on')": None,
    'OK("a\'b")': True,
    "ALARM(team:alarm:backup)": True,
    f"ALARM({ARN}team:alarm:backup)": True,
    "ALARM(arn:aws:sns:us-east-1:111122223333:on)": None,
    # Words.
    "TRUE": True,
    "FALSE": False,
    "true": True,
    "NOT FALSE": True,
    "NOT TRUE": False,
    "NOT ALARM(on)": False,
    "NOT ALARM(off)": True,
    "NOT ALARM(theirs)": None,
    "NOT NOT ALARM(on)": True,
    "not ALARM(off)": True,
    # AND: one that is false decides.
    "ALARM(on) AND OK(off)": True,
    "ALARM(on) AND ALARM(off)": False,
    "ALARM(off) AND ALARM(on)": False,
    "ALARM(on) AND ALARM(theirs)": None,
    "ALARM(theirs) AND ALARM(off)": False,
    "ALARM(on) AND OK(off) AND ALARM(blind)": False,
    "ALARM(on) and OK(off)": True,
    # OR: one that is true decides.
    "ALARM(off) OR ALARM(on)": True,
    "ALARM(on) OR ALARM(off)": True,
    "ALARM(off) OR OK(on)": False,
    "ALARM(off) OR ALARM(theirs)": None,
    "ALARM(theirs) OR ALARM(on)": True,
    "ALARM(off) OR ALARM(blind) OR ALARM(on)": True,
    "ALARM(off) or ALARM(on)": True,
    # What binds first, and parentheses.
    "ALARM(on) OR ALARM(on) AND ALARM(off)": True,
    "ALARM(off) AND ALARM(off) OR ALARM(on)": True,
    "(ALARM(on) OR ALARM(on)) AND ALARM(off)": False,
    "NOT ALARM(off) AND ALARM(on)": True,
    "NOT (ALARM(off) AND ALARM(on))": True,
    "NOT (ALARM(on) OR ALARM(off))": False,
    "((ALARM(on)))": True,
    "(ALARM(on))AND(OK(off))": True,
    # A number of alarms, or a share of them, in a state or not in it.
    "AT_LEAST(1, ALARM, (on, off))": True,
    "AT_LEAST(2, ALARM, (on, off))": False,
    "AT_LEAST(2, ALARM, (on, off, team:alarm:backup))": True,
    "AT_LEAST(1, OK, (on, off))": True,
    "AT_LEAST(1, INSUFFICIENT_DATA, (on, off))": False,
    "AT_LEAST(2, NOT ALARM, (on, off, blind))": True,
    "AT_LEAST(3, NOT ALARM, (on, off, blind))": False,
    "AT_LEAST(2, NOT ALARM, (on, off, theirs))": None,
    "AT_LEAST(1, ALARM, (on, theirs))": True,
    "AT_LEAST(2, ALARM, (on, theirs))": None,
    "AT_LEAST(2, ALARM, (off, theirs))": False,
    "AT_LEAST(50%, ALARM, (on, off))": True,
    "AT_LEAST(51%, ALARM, (on, off))": False,
    "AT_LEAST(100%, ALARM, (on, theirs))": None,
    f"AT_LEAST(50%, ALARM, ({'on, ' * 50}{'off, ' * 49}off))": True,
    f"AT_LEAST(51%, ALARM, ({'on, ' * 50}{'off, ' * 48}off))": False,
    "AT_LEAST(33%, ALARM, (on, off, blind))": True,
    "AT_LEAST(34%, ALARM, (on, off, blind))": False,
    f"AT_LEAST( 2 , ALARM , ( \"on too\" , {ARN}on, 'off' ) )": True,
    'AT_LEAST(1, ALARM, ("a (b), c"))': True,
    "at_least(1, not ok, (on))": True,
    "AT_LEAST(2, ALARM, (on, off)) OR ALARM(on)": True,
    "NOT AT_LEAST(2, ALARM, (on, off))": True,
    # As deep as it is read.
    f"{NOT_40}TRUE": True,
    f"{NOT_41}TRUE": None,
    "(" * 40 + "TRUE" + ")" * 40: True,
    "(" * 41 + "TRUE" + ")" * 41: None,
    " AND ".join(["ALARM(on)"] * 100): True,
    f"{'TRUE AND ' * 50}{NOT_41}FALSE": None,
    # What CloudWatch does not know, or refuses.
    "": None,
    "   ": None,
    "ALARM": None,
    "ALARM()": None,
    "ALARM(on": None,
    "ALARM(on too)": None,
    "ALARM(on,off)": None,
    'ALARM("on)': None,
    'ALARM("on" "off")': None,
    "MISSING(on)": None,
    "ALARM(on) XOR ALARM(off)": None,
    "ALARM(on) ALARM(off)": None,
    "ALARM(on) AND": None,
    "ALARM(on) OR": None,
    "AND ALARM(on)": None,
    "ALARM(on) OR OR ALARM(on)": None,
    "NOT": None,
    "(ALARM(on)": None,
    "ALARM(on))": None,
    "()": None,
    ")": None,
    "NOTALARM(on)": None,
    "TRUELY": None,
    "AT_LEAST(ALARM, (on))": None,
    "AT_LEAST(1, ALARM, ())": None,
    "AT_LEAST(50%, ALARM, (,))": None,
    "AT_LEAST(1, ALARM, (on,))": None,
    "AT_LEAST(1, ALARM, (on off))": None,
    "AT_LEAST(1, ALARM, on)": None,
    "AT_LEAST(x, ALARM, (on))": None,
    "AT_LEAST(1, BROKEN, (on))": None,
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_true_false_or_not_known(rule: str) -> None:
    """What is not read is not known, and never false: a false rule notifies nobody for certain."""
    assert rule_holds(rule, state_of) is RULES[rule]


@pytest.mark.parametrize("rule", [UNKNOWN, None, 5])
def test_what_is_no_text_is_no_rule(rule: object) -> None:
    """One that is known after deployment names nobody yet, and may be true."""
    assert rule_holds(rule, state_of) is None
    assert alarms_named(rule) == frozenset()


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("ALARM(a)", {"a"}),
        ('OK("a") AND NOT INSUFFICIENT_DATA(b)', {"a", "b"}),
        ("ALARM(a) OR (OK(a) AND ALARM('b c'))", {"a", "b c"}),
        (f'ALARM({ARN}a) OR ALARM("{ARN}b c")', {"a", "b c"}),
        (r'ALARM("a \"b\"")', {'a "b"'}),
        (r'ALARM("a\\b")', {r"a\b"}),
        ("AT_LEAST(2, ALARM, (a, 'b', \"c, d\"))", {"a", "b", "c, d"}),
        ("AT_LEAST(50%, NOT OK, (a, b)) AND ALARM(c)", {"a", "b", "c"}),
        ("ALARM(a) XOR ALARM(b)", {"a", "b"}),
        ("TRUE", set[str]()),
        ("", set[str]()),
    ],
)
def test_a_rule_depends_on_the_alarms_that_it_names(rule: str, named: set[str]) -> None:
    """Each once, by its name; also where something else of the rule is not read."""
    assert alarms_named(rule) == named


def test_the_state_of_an_alarm_is_asked_for_by_name_and_in_capitals() -> None:
    """As CloudWatch writes it."""
    asked: list[tuple[str, str]] = []

    def none_is_on(name: str, state: str) -> Truth:
        asked.append((name, state))
        return False

    rule_holds(
        f"alarm({ARN}a) OR Ok('b') OR At_Least(1, not Insufficient_Data, (c, d))", none_is_on
    )

    assert asked == [
        ("a", "ALARM"),
        ("b", "OK"),
        ("c", "INSUFFICIENT_DATA"),
        ("d", "INSUFFICIENT_DATA"),
    ]


def test_an_alarm_is_named_by_one_input_or_another() -> None:
    """A metric alarm by `name`, a composite one by `alarmName`; without either AWS picks one."""

    def program() -> None:
        for name, given in (("metric", "of a metric"), ("unnamed", None)):
            aws.cloudwatch.MetricAlarm(
                name,
                name=given,
                comparison_operator="GreaterThanThreshold",
                evaluation_periods=1,
            )
        aws.cloudwatch.CompositeAlarm("both", alarm_name="of others", alarm_rule="TRUE")

    estate = declare(program)
    names = {a.name: name_of_alarm(a) for a in estate.resources if "Alarm" in a.type}

    assert names == {"metric": "of a metric", "both": "of others", "unnamed": ""}


ONE = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:one"


@pytest.mark.parametrize(
    ("rule", "region", "account_id", "refused"),
    [
        (f"ALARM({ONE})", "us-east-1", "111122223333", 0),
        (f"ALARM({ONE})", "", "", 0),
        (f"ALARM({ONE})", "us-west-2", "", 1),
        (f"ALARM({ONE})", "", "444455556666", 1),
        (f'OK("one") AND NOT ALARM("{ONE}")', "us-west-2", "111122223333", 1),
        (f"ALARM({ONE}) OR OK({ONE})", "us-west-2", "444455556666", 2),
        ("ALARM(one)", "us-west-2", "111122223333", 0),
        (UNKNOWN, "us-west-2", "111122223333", 0),
    ],
)
def test_an_arn_of_another_region_or_account_is_not_taken(
    rule: object, region: str, account_id: str, refused: int
) -> None:
    """A composite alarm depends on alarms beside it; where it lies may be unknown."""
    token = "aws:cloudwatch/compositeAlarm:CompositeAlarm"  # noqa: S105 - a type token
    alarm = declared(
        token, "both", inputs={"alarmRule": rule}, region=region, account_id=account_id
    )

    found = Standing(estate=estate_of(alarm)).refusals(alarm)
    given = "a rule on an alarm of us-east-1 of 111122223333"
    assert [(one.path, one.given) for one in found] == [("alarmRule", given)] * refused
