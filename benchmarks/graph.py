"""The scalar graph against the package micrograd in the same run, and how its time grows with the graph.

    python benchmarks/graph.py [rounds]
"""

import gc
import random
import sys
import time

from micrograd.engine import Value as MicrogradValue
from timing import medians, print_table

from course_lib.graph import Value

CHAIN = 400  # micrograd sorts by recursion, so its chains must be short
SIZES, OBSERVATIONS, STEPS = (2, 16, 16, 1), 40, 10


def chain(make, n):
    """Forward and backward through n operations in a row."""
    x = y = make(0.5)
    for _ in range(n):
        y = y * 0.999 + x
    y.backward()
    return x.grad


def train_small_network(make):
    """Gradient descent on a network 2 → 16 → 16 → 1 with ReLU and squared error, neuron by neuron."""
    rng = random.Random(0)
    layers = [
        [[make(rng.uniform(-1, 1)) for _ in range(n_in + 1)] for _ in range(n_out)]
        for n_in, n_out in zip(SIZES, SIZES[1:])
    ]
    parameters = [p for layer in layers for neuron in layer for p in neuron]
    data = [(rng.uniform(-1, 1), rng.uniform(-1, 1)) for _ in range(OBSERVATIONS)]
    for _ in range(STEPS):
        loss = make(0.0)
        for x1, x2 in data:
            a = [x1, x2]
            for layer in layers:
                z = []
                for *weights, bias in layer:
                    for weight, input_value in zip(weights, a):
                        bias = bias + weight * input_value
                    z.append(bias)
                a = [v.relu() for v in z]
            loss = loss + (z[0] - x1 * x2) ** 2
        for p in parameters:
            p.grad = 0
        loss.backward()
        for p in parameters:
            p.data -= 0.001 * p.grad
    return loss.data


def print_growth():
    print("\ncourse_lib, forward and backward through a chain: microseconds an operation")
    for n in (1_000, 10_000, 100_000, 1_000_000):
        repeats = max(1, 100_000 // n)
        gc.collect()
        start = time.perf_counter()
        for _ in range(repeats):
            chain(Value, n)
        print(f"  {n:>9,}   {(time.perf_counter() - start) / repeats / n * 1e6:.2f}")


def main(rounds):
    assert abs(chain(Value, CHAIN) - chain(MicrogradValue, CHAIN)) < 1e-9
    assert abs(train_small_network(Value) - train_small_network(MicrogradValue)) < 1e-9
    contestants = {
        "course_lib": lambda: [chain(Value, CHAIN) for _ in range(20)],
        "micrograd": lambda: [chain(MicrogradValue, CHAIN) for _ in range(20)],
    }
    print_table(f"Chains of {CHAIN} operations, median of {rounds} rounds", medians(contestants, rounds), "course_lib")
    contestants = {
        "course_lib": lambda: train_small_network(Value),
        "micrograd": lambda: train_small_network(MicrogradValue),
    }
    print_table(f"Training a small network, median of {rounds} rounds", medians(contestants, rounds), "course_lib")
    print_growth()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
