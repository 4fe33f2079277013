"""The text of new projects: what `bamp init` writes, and what `pulumi new` finds in `templates/`.

The text is in the files of this folder, once for both. Placeholders are Pulumi's, `${PROJECT}`
and `${DESCRIPTION}`, and others of the same form that only `bamp init` fills in.
"""

from bamp_pulumi.templates.project import (
    KINDS,
    NewProject,
    project_files,
    pulumi_templates,
    workflow_text,
)

__all__ = ["KINDS", "NewProject", "project_files", "pulumi_templates", "workflow_text"]
