"""A command that is stopped puts everything away and says nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from competent.__main__ import main
from competent.stopping import ends_quietly
from tests.building import environment, heed_interrupts


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_program_as_if_it_ended_by_itself(number: signal.Signals, code: int) -> None:
    before = signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    put_away = []

    def stopped() -> None:
        with ends_quietly():
            try:
                os.kill(os.getpid(), number)
            finally:
                put_away.append("all")

    try:
        with pytest.raises(SystemExit) as ended:
            stopped()
        assert (ended.value.code, put_away) == (code, ["all"])
        assert signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler)
    finally:
        signal.signal(number, before)


def test_what_somebody_else_arranged_for_a_signal_stays() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ends_quietly():
            os.kill(os.getpid(), signal.SIGHUP)
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


STARTS_WHILE_INTERRUPTED = """
import os, signal, subprocess, sys
from competent.stopping import interrupts_held_back

ask = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    with interrupts_held_back():
        os.kill(os.getpid(), signal.SIGINT)
        subprocess.run([sys.executable, "-c", ask], check=True)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_ctrl_c_waits_until_a_process_is_started_which_never_hears_of_it() -> None:
    """In a process of its own: that of a test has threads, and any of them may hear the signal."""
    call = [sys.executable, "-c", STARTS_WHILE_INTERRUPTED]
    done = subprocess.run(call, env=environment(), capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["True", "interrupted"]


INTERRUPTED_WHILE_IT_LOADS = """
import os, signal, sys
from importlib.abc import MetaPathFinder

class Impatient(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "competent.cli":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Impatient())
from competent.__main__ import main
main()
"""


def test_ctrl_c_while_the_command_loads_ends_it_without_a_word() -> None:
    call = [sys.executable, "-c", INTERRUPTED_WHILE_IT_LOADS]
    done = subprocess.run(call, capture_output=True, text=True, preexec_fn=heed_interrupts)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_the_command_itself_has_ctrl_c_as_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["competent", "--version"])
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("competent, version")
    assert signal.getsignal(signal.SIGINT) is before
