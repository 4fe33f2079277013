"""How programs that are deployed already come under the policy: what changes, and in which order.

Reads what programs declare and what is deployed, and decides nothing about protection: that is
`bamp_pulumi.coverage`.
"""

from bamp_pulumi.adoption.adoption import AdoptedStore, Adoption, Change, Importable
from bamp_pulumi.adoption.plan import plan_adoption

__all__ = ["AdoptedStore", "Adoption", "Change", "Importable", "plan_adoption"]
