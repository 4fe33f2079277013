"""Finding what an ARN or a name in an input means, among what is declared."""

from bamp_pulumi.estate import Estate, Resource

__all__ = ["in_place", "is_target_of", "referred_to"]


def referred_to(
    estate: Estate, resource: Resource, name: str, *tokens: str, written: object = None
) -> Resource | None:
    """Find the resource of given types that an input names, by reference or by ARN.

    Args:
        estate: Where to look.
        resource: Whose input it is.
        name: Wire name of the input.
        tokens: Types that it may be.
        written: The text to look for. Default: the input itself.
    """
    text = written if isinstance(written, str) else resource.text(name)
    if text:
        for other in estate.of_type(*tokens):
            if text in (other.text("arn"), other.id) or other.text("id") == text:
                return other
        return None
    linked = estate.follow(resource, name, *tokens)
    return linked[0] if len(linked) == 1 else None


def in_place(resource: Resource, account_id: str, region: str) -> bool:
    """Say whether a resource is in an account and Region, as far as both are known."""
    return resource.account_id == account_id and resource.region == region


def is_target_of(estate: Estate, target: Resource, rule: Resource) -> bool:
    """Say whether an EventBridge target is of a rule: by reference, or by name in its place."""
    if rule in estate.follow(target, "rule"):
        return True
    written = target.text("rule")
    is_named = bool(written) and written == rule.text("name")
    return is_named and in_place(target, rule.account_id, rule.region)
