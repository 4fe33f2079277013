"""The commands and their options."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from bamp_pulumi import __version__
from bamp_pulumi.cli.entry import PIPE_CLOSED, discard_output
from bamp_pulumi.cli.explain import explain
from bamp_pulumi.cli.init import init
from bamp_pulumi.cli.interruption import interruptions_raised, status_of
from bamp_pulumi.cli.manifest import manifest
from bamp_pulumi.cli.preview import preview
from bamp_pulumi.cli.rehearse import rehearse
from bamp_pulumi.cli.usage import refused_usage
from bamp_pulumi.cli.width import columns_of_errors
from bamp_pulumi.errors import BampError
from bamp_pulumi.report import fitted, refused_in_words

__all__ = ["bamp"]


@contextmanager
def _usage_refused(ctx: click.Context) -> Generator[None]:
    """Refuse a wrong command line in the form of all refusals; no arguments at all ask for help."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise refused_usage(error, ctx) from None


class _Commands(click.Group):
    """A group that reports every refusal as one clear message and exit status 2."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ANN401 - click's own signature
        """Run; bad input ends in status 2, whatever it was."""
        try:
            super().main(*args, **kwargs)
        except BampError as error:
            codes = dict.fromkeys(each.code for each in error.refusals)
            said = f"bamp: {refused_in_words(error)}\n  more:    bamp explain {' '.join(codes)}"
            click.echo(fitted(said, columns_of_errors()), err=True)
        sys.exit(2)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options before the command."""
        with _usage_refused(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as above
        """Run a command; a signal ends in the shell's own status for it, which is none of ours."""
        try:
            with interruptions_raised(), _usage_refused(ctx):
                return super().invoke(ctx)
        except KeyboardInterrupt as error:
            click.echo("bamp: stopped", err=True)
            ctx.exit(status_of(error))
        except BrokenPipeError:
            discard_output()
            ctx.exit(PIPE_CLOSED)
        except SystemExit as end:
            # rich ends the program with 1 where nobody reads on, and 1 is a judgement.
            if isinstance(end.__context__, BrokenPipeError):
                ctx.exit(PIPE_CLOSED)
            raise


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bamp")
def bamp() -> None:
    """AWS backups by construction, proved before merge.

    Exit status: 0 all is well; 1 something is unprotected or unverified, or a promise is broken; 2
    the input is wrong, and nothing was judged; 128 and more, a signal ended it. The help of each
    command says what counts.
    """


bamp.add_command(explain)
bamp.add_command(init)
bamp.add_command(manifest)
bamp.add_command(preview)
bamp.add_command(rehearse)
