"""How the benchmarks measure: contestants take turns, every figure is the median of several rounds."""

import gc
import os
import statistics
import subprocess
import sys
import time

THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def medians(contestants, rounds):
    """Median seconds of each contestant, {name: function} → {name: seconds}; one unmeasured round warms up."""
    seconds = {name: [] for name in contestants}
    for round_number in range(rounds + 1):
        for name, run in contestants.items():
            gc.collect()  # nobody pays for what another has left behind
            start = time.perf_counter()
            run()
            if round_number:
                seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in seconds.items()}


def print_table(title, seconds, unit_name):
    """A line for each contestant: its median time, and its ratio to the one called unit_name."""
    print(f"\n{title}")
    for name, value in seconds.items():
        print(f"  {name:<42} {value * 1e3:10.2f} ms   × {value / seconds[unit_name]:.2f}")


def in_fresh_process(script, threads, *arguments):
    """Run a benchmark script again with its number of threads fixed before NumPy and PyTorch load."""
    environment = os.environ | dict.fromkeys(THREAD_VARIABLES, str(threads))
    subprocess.run([sys.executable, script, *arguments], env=environment, check=True)


def threads():
    """The number of threads this process was started with."""
    return int(os.environ[THREAD_VARIABLES[0]])
