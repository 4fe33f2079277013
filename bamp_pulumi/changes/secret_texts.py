"""Secrets in what a snapshot reads from resources themselves: names of vaults, plans and keys."""

from bamp_pulumi.changes.snapshot import Snapshot
from bamp_pulumi.coverage import secret_words
from bamp_pulumi.estate import Estate

__all__ = ["without_secret_texts"]


def without_secret_texts(taken: Snapshot, estate: Estate) -> Snapshot:
    """Hide secrets in what is read from resources; the rest has come without."""
    hidden = secret_words(estate)
    if hidden is None:
        return taken
    vaults = (
        v.model_copy(update={"vault": hidden(v.vault), "key": hidden(v.key)}) for v in taken.vaults
    )
    plans = (
        p.model_copy(
            update={
                "plan": hidden(p.plan),
                "rules": tuple(
                    r.model_copy(
                        update={
                            "rule": hidden(r.rule),
                            "vault": hidden(r.vault),
                            "schedule": hidden(r.schedule),
                            "copies": tuple(
                                c.model_copy(
                                    update={
                                        name: hidden(str(getattr(c, name)))
                                        for name in ("plan", "rule", "vault")
                                    }
                                )
                                for c in r.copies
                            ),
                        }
                    )
                    for r in p.rules
                ),
            }
        )
        for p in taken.plans
    )
    return taken.model_copy(update={"vaults": tuple(vaults), "plans": tuple(plans)})
