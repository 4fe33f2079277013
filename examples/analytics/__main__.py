"""The analytics service: its data stores are made by a component of somebody else's."""

from data_lake import DataLake

import bamp_pulumi as bamp

bamp.inherit(owner="analytics")

DataLake("events", labels={"team": "analytics"})
