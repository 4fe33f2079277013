"""The commands, each loaded when it is asked for: help and version need no part of the others."""

import gc
import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, NoReturn

import click

from bamp_pulumi import __version__
from bamp_pulumi.cli.arguments import ARGUMENTS
from bamp_pulumi.cli.entry import PIPE_CLOSED, discard_output
from bamp_pulumi.cli.interruption import interruptions_raised, status_of
from bamp_pulumi.cli.width import columns_of_errors
from bamp_pulumi.errors import BampError, RefusedError

__all__ = ["COMMANDS", "bamp"]

COMMANDS: Final = MappingProxyType(
    {
        "adopt": "Show how what is deployed already comes under the policy, and in which order.",
        "coverage": "Show how every data store of a running account is backed up now.",
        "explain": "Explain codes and faults: what each means, why, and how to fix it.",
        "init": "Write a new project that `bamp preview` accepts.",
        "leave": "Show what removing inherit() from PROGRAM... would change, and how to keep it.",
        "manifest": "Print an account's manifest, without a deployment.",
        "preview": "Show how every data store of PROGRAM... would be protected.",
        "rehearse": "Simulate what PROGRAM... would keep over a year, and what each fault would "
        "do.",
    }
)
"""The first sentence of the help of each; the command `x` stands in the module `x`."""


@contextmanager
def _usage_refused(ctx: click.Context) -> Generator[None]:
    """Refuse a wrong command line in the form of all refusals; no arguments at all ask for help."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        from bamp_pulumi.cli.usage import refused_usage  # noqa: PLC0415 - slow, seldom needed

        raise refused_usage(error, ctx) from None
    except RefusedError as error:
        from bamp_pulumi.cli.corrected import with_whole_command  # noqa: PLC0415 - as above
        from bamp_pulumi.cli.engine_previews import with_engine_preview  # noqa: PLC0415 - as above
        from bamp_pulumi.cli.nearby_paths import with_nearby_path  # noqa: PLC0415 - as above

        found = with_whole_command(with_nearby_path(error, ctx), ctx)
        raise with_engine_preview(found, ctx) from None


class _Commands(click.Group):
    """A group that reports every refusal as one clear message and exit status 2."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ANN401 - click's own signature
        """Run; bad input ends in status 2, whatever it was."""
        try:
            super().main(*args, **kwargs)
        except BampError as error:
            from bamp_pulumi.report import fitted, refused_in_words  # noqa: PLC0415 - as above

            codes = dict.fromkeys(each.code for each in error.refusals)
            said = f"bamp: {refused_in_words(error)}\n  more:    bamp explain {' '.join(codes)}"
            click.echo(fitted(said, columns_of_errors()), err=True)
        sys.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands by their names."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        return _load(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List what the commands do, without loading them."""
        del ctx
        # Whole sentences, on two lines where they need them: click itself cuts them off.
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options before the command."""
        ctx.meta[ARGUMENTS] = tuple(args)
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

    Exit status: 0 accepted, with warnings or without; 1 refused: something is unprotected or
    unverified, or a finding is an error; 2 the input is wrong, and nothing was judged; 128 and
    more, a signal ended it. The help of each command says what counts.
    """


def _load(name: str) -> click.Command:
    """Load the module of a command.

    Nothing of what it loads is ever garbage, and looking for some meanwhile takes a tenth of the
    time: collection begins after it, and leaves out what is there.
    """
    gc.disable()
    try:
        module = import_module(f"bamp_pulumi.cli.{name}")
    finally:
        gc.freeze()
        gc.enable()
    command: click.Command = getattr(module, name)
    return command
