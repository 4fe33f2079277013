"""Judges the configuration of a stack as its program does."""

from pathlib import Path

from pulumi.runtime import Settings, configure, set_all_config

from bamp_pulumi.components import baseline_from_config
from bamp_pulumi.errors import PolicyError
from bamp_pulumi.estate.known_regions import require_known_regions_of
from bamp_pulumi.estate.project import find_project
from bamp_pulumi.inheritance.configured import read_service_config, refused_account_keys

__all__ = ["PROJECTS", "judge_stack"]

PROJECTS = {"stack": "bamp-account", "service": "shop"}


def judge_stack(text: str, folder: Path, name: str = "bamp-account") -> None:
    """Raise what the stack `dev` of a project is refused with.

    Args:
        text: Its configuration, which is written into the folder.
        folder: An empty one.
        name: Of the project. Default: that of an account.
    """
    (folder / "Pulumi.yaml").write_text(f"name: {name}\nruntime: python\n", encoding="utf-8")
    (folder / "Pulumi.dev.yaml").write_text(text, encoding="utf-8")
    config = find_project(folder).config("dev")
    require_known_regions_of(config.values, "stack dev", config.lines)
    set_all_config(dict(config.values), [])
    configure(Settings(project=name, stack="dev", dry_run=True, root_directory=str(folder)))
    if name == PROJECTS["service"]:
        read_service_config(None)
        # What `inherit` asks once the program has run, and has declared no account.
        if refused := refused_account_keys():
            raise PolicyError(*refused)
    else:
        baseline_from_config()
