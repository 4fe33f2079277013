"""Notifications of a vault: AWS Backup publishes them to a topic itself.

Their text is a sentence with the ARN of the resource and the id of the job.

Source: AWS Backup developer guide, backup-notifications (read 2026-11-28).
"""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.access import Answer, ContextValue, Principal, in_doubt, worst
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import items
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.declared import may_be_in, same_place
from bamp_pulumi.rehearsal.delivery.message import Message, Written
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped, Routing
from bamp_pulumi.rehearsal.delivery.roles import source_of
from bamp_pulumi.rehearsal.delivery.signal import VaultMessage
from bamp_pulumi.rehearsal.delivery.topics import TOPIC

__all__ = ["NOTIFICATIONS", "notify_of_vault"]

NOTIFICATIONS: Final = "aws:backup/vaultNotifications:VaultNotifications"
_VAULT: Final = "aws:backup/vault:Vault"


def notify_of_vault(
    routing: Routing, message: VaultMessage, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow a message of a vault to the topics of its notifications."""
    writers = [
        (resource, _vault_of(routing, resource))
        for resource in routing.estate.of_type(NOTIFICATIONS)
        if not may_be_in(resource, message.account_id, message.region).is_refused
    ]
    writers = [(r, vault) for r, vault in writers if vault in (message.vault, UNKNOWN)]
    several = len(writers) > 1
    for resource, vault in writers:
        answers = [
            routing.stands(resource),
            may_be_in(resource, message.account_id, message.region),
        ]
        if vault is UNKNOWN:
            answers.append(in_doubt(f"vault of {resource.name}"))
        if several:
            # AWS keeps one configuration of a vault: the one written last.
            names = " and ".join(one.name for one, _ in writers)
            why = f"{names} each replace the notifications of vault {message.vault}"
            answers.append(in_doubt(why))
        yield from _notify(routing, resource, message, worst(answers), path)


def _notify(
    routing: Routing, resource: Resource, message: VaultMessage, answer: Answer, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    events = resource.value("backupVaultEvents")
    asked = items(events)
    if answer.is_refused:
        yield path.dropped(resource.name, answer.why)
        return
    if events is not UNKNOWN and message.name not in asked and UNKNOWN not in asked:
        why = f"it does not include {message.name}"
        yield path.dropped(resource.name, why, broken=False)
        return
    if message.name not in asked:
        answer = worst([answer, in_doubt(f"events of {resource.name}")])
    topic = routing.estate.resolve(resource, "snsTopicArn", TOPIC).only
    step = path.past(resource.name, worst([answer, _vault(routing, resource)]))
    if isinstance(step, Dropped):
        yield step
    elif topic is None:
        missing = in_doubt(f"no given program declares the topic of {resource.name}")
        yield step.delivered("unknown", resource.name, missing)
    else:
        about = f". Resource ARN : {message.resource}" if message.resource else ""
        text = f"{message.name} in {message.vault}{about}"
        published = Message(
            publisher=Principal.of_service("backup.amazonaws.com"),
            source_arn=_source(routing, resource),
            region=message.region,
            account_id=message.account_id,
            attributes=message.attributes,
            body=text,
            shown=text,
            written=Written.VAULT,
        )
        yield from routing.publish(topic, published, step.saying(text, by=resource.name))


def _source(routing: Routing, resource: Resource) -> ContextValue:
    """Return the ARN of the vault, for which AWS Backup publishes.

    Source: AWS Backup developer guide, cross-service-confused-deputy-prevention (read 2026-11-28).
    """
    vault = routing.estate.resolve(resource, "backupVaultName", _VAULT).only
    return UNKNOWN if vault is None else source_of(vault)


def _vault(routing: Routing, resource: Resource) -> Answer:
    """Answer whether the vault of notifications can be relied on, which has to be declared."""
    vault = routing.estate.resolve(resource, "backupVaultName", _VAULT).only
    if vault is None:
        return in_doubt(f"no given program declares the vault of {resource.name}")
    answers = [same_place(resource, vault)]
    stands = routing.stands(vault)
    # A vault that is only looked up exists: whoever is protected by it is another question.
    if not vault.external or stands.is_refused:
        answers.append(stands)
    return worst(answers)


def _vault_of(routing: Routing, resource: Resource) -> object:
    named = resource.value("backupVaultName")
    if named is not UNKNOWN:
        return named
    vault = routing.estate.resolve(resource, "backupVaultName", _VAULT).only
    return UNKNOWN if vault is None else vault.text("name") or UNKNOWN
