"""Programs that do what no program should: each ends in one message, and none is believed.

They are run as users' are. What the process of one may do and is believed all the same stands in
one program, at the end.
"""

from pathlib import Path
from textwrap import dedent

import pytest

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import RunOptions, load_estate

BUCKET = "aws:s3/bucket:Bucket"

REFUSED = {
    "ends in a status of its own": (
        "import atexit, os\natexit.register(os._exit, 3)",
        "shop: ended with exit status 3 [",
    ),
    "aborts": ("import os\nprint('so far', flush=True)\nos.abort()", "ended by SIGABRT; it print"),
    "is killed when it has answered": (
        "import atexit, os\natexit.register(os.kill, os.getpid(), 9)",
        "ended by SIGKILL, as Linux ends one when memory runs out [",
    ),
    "has a thread that never ends": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()",
        "has declared all its resources and was still running",
    ),
    "writes an answer itself": (
        """\
        import os, json
        for descriptor in range(1, 30):
            try:
                os.write(descriptor, json.dumps({"steps": []}).encode())
            except OSError:
                pass
        """,
        "ended with exit status 0 and without a result",
    ),
    "gives tags as a list": (
        """\
        import pulumi_aws as aws, bamp_pulumi as bamp
        bamp.inherit(owner='o')
        aws.s3.Bucket('d', tags=['a'])
        """,
        "__main__.py:3: AssertionError: input tags of d is, or holds, a list where names belong [",
    ),
    "takes all memory": ("b = bytearray(8 * 2**30)", "__main__.py:1: MemoryError: "),
    "calls itself without end": ("def f(): f()\nf()", "__main__.py:1: RecursionError"),
    "declares megabytes": (
        "import pulumi\npulumi.export('x', 'x' * 2**20 * 33)",
        "33,554,432 bytes is the most",
    ),
    "declares what stands too deep": (
        """\
        import pulumi
        x = []
        for _ in range(120):
            x = [x]
        pulumi.export('x', x)
        """,
        "100 levels is the most",
    ),
    "declares a number that is none": (
        "import pulumi_aws as aws\naws.s3.Bucket('d', tags={'x': float('nan')})",
        "__main__.py:2: ValueError: urn:pulumi:dev::shop::aws:s3/bucket:Bucket::d cannot be w",
    ),
    "raises megabytes": ("raise ValueError('x' * 10**7)", "x [9,998,000 characters more]"),
    "raises what is no text": ("raise ValueError('a\\udcffb')", "ValueError: a\\udcffb ["),
    "is interrupted by itself": ("raise KeyboardInterrupt", "__main__.py:1: KeyboardInterrupt"),
    "closes every file": ("import os\nos.closerange(0, 1000)", "ended with exit status 1 ["),
}


def write(folder: Path, body: str) -> Path:
    """Write a program."""
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "__main__.py").write_text(dedent(body))
    return folder


@pytest.mark.usefixtures("cold_python")
@pytest.mark.parametrize("name", REFUSED)
def test_a_program_that_cannot_be_believed_ends_in_one_message(tmp_path: Path, name: str) -> None:
    """BAMP-P06, with what happened; never a result, and never a traceback of ours."""
    body, expected = REFUSED[name]
    seconds = 12 if "thread" in name else 60

    with pytest.raises(RefusedError) as caught:
        load_estate([write(tmp_path, body)], RunOptions(timeout_seconds=seconds))

    text = str(caught.value)
    assert expected in text
    assert "[BAMP-P06]" in text
    assert len(text) < 3_000


ODD = """\
    import atexit, os, resource, signal, sys, threading, time
    assert sys.stdin.read() == "" and os.read(0, 1) == b""
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    atexit.register(lambda: 1 / 0)
    atexit.register(print, "after the end")
    import pulumi_aws as aws
    aws.s3.Bucket("b", bucket="photos")
    if os.fork() == 0:
        sys.exit("a copy")
    os.write(1, b"\\x00\\x1b[31m\\xff")
    os.chdir("/")
    sys.stdout = None
    os.close(1)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (10, 10))
    sys.setrecursionlimit(10**6)
    """


def test_what_is_only_odd_does_not_disturb_the_result(tmp_path: Path) -> None:
    """An empty input, closed output, a fork that runs on, limits, errors and output at exit."""
    estate = load_estate([write(tmp_path, ODD)], RunOptions(timeout_seconds=20))

    assert estate.one(BUCKET).inputs == {"bucket": "photos"}
