"""Runs a command and says how long it took and how much memory it had at its highest. Compared commands take turns, so that what
slows the machine slows all of them."""
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


class Failed(Exception):
    """A measured command did not succeed."""


@dataclass
class Command:
    name: str
    runs: list
    """The programs to run one after another, as lists of arguments; their times are added."""
    before: object = None
    """Called before each round, not measured."""
    environment: dict = None


@dataclass
class Figure:
    seconds: float
    megabytes: float
    spread: float
    """Half of the distance between the quartiles, as a share of the median."""


def once(arguments, environment):
    with subprocess.Popen([str(a) for a in arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          env={**os.environ, **(environment or {})}) as process:
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"{' '.join(map(str, arguments))}: exit status {process.returncode}\n{said.decode('utf-8', 'replace')[-1500:]}")
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def in_turns(commands, rounds):
    """{name: Figure}, the medians of `rounds` rounds after one that does not count, each command once a round."""
    seconds = {c.name: [] for c in commands}
    memory = {c.name: 0.0 for c in commands}
    for n in range(-1, rounds):
        for c in commands:
            if c.before:
                c.before()
            began = time.perf_counter()
            highest = max(once(run, c.environment) for run in c.runs)
            spent = time.perf_counter() - began
            if n >= 0 or rounds == 1:
                seconds[c.name].append(spent)
                memory[c.name] = max(memory[c.name], highest)
        if n < 0 and rounds == 1:
            break
    return {name: figure(values, memory[name]) for name, values in seconds.items()}


def figure(values, megabytes):
    middle = statistics.median(values)
    low, _, high = statistics.quantiles(values, n=4) if len(values) > 1 else (middle, middle, middle)
    return Figure(middle, megabytes, (high - low) / 2 / middle)


def program_time(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
