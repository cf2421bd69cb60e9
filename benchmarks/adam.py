"""One Adam update at 266 thousand and 10 million float32 parameters on one thread, course_lib against
torch.optim.Adam's default; and how an epoch's updates slow down when zero gradients meet decaying moments.

    python benchmarks/adam.py [rounds]
"""

import sys
import time

import numpy as np
from timing import in_fresh_process, medians, print_table

UPDATES = {266_610: 50, 10_000_000: 2}  # parameters: updates a round


def random_parts(n):
    rng = np.random.default_rng(0)
    return rng.standard_normal(n, dtype=np.float32), rng.standard_normal(n, dtype=np.float32)


def course_lib_updates(n):
    from course_lib.optimizers import Adam

    theta, g = random_parts(n)
    optimizer = Adam()

    def run():
        for _ in range(UPDATES[n]):
            optimizer.update([theta], [g])

    return run


def torch_updates(n):
    import torch

    torch.set_num_threads(1)
    theta, g = (torch.from_numpy(a) for a in random_parts(n))
    theta.requires_grad_()
    theta.grad = g
    optimizer = torch.optim.Adam([theta])

    def run():
        for _ in range(UPDATES[n]):
            optimizer.step()

    return run


def print_slowdown():
    """Seconds of 469 updates in the first and the fourth epoch; a tenth of the gradient is always zero."""
    from course_lib.optimizers import Adam, Momentum

    print("\n469 updates, a tenth of the gradients zero after the first: epoch 4 against epoch 1")
    for name, optimizer in {"Momentum": Momentum(0.01), "Adam": Adam()}.items():
        theta, g = random_parts(266_610)
        seconds = []
        for _ in range(4):
            start = time.perf_counter()
            for _ in range(469):
                optimizer.update([theta], [g])
                g[:26_661] = 0
            seconds.append(time.perf_counter() - start)
        print(f"  {name:<10} × {seconds[3] / seconds[0]:.2f}")


def main(rounds):
    for n in UPDATES:
        contestants = {"torch.optim.Adam": torch_updates(n), "course_lib Adam": course_lib_updates(n)}
        print_table(f"{UPDATES[n]} Adam updates of {n:,} parameters", medians(contestants, rounds), "torch.optim.Adam")
    print_slowdown()


if __name__ == "__main__":
    if len(sys.argv) == 3:
        main(int(sys.argv[1]))
    else:
        in_fresh_process(__file__, 1, *(sys.argv[1:] or ["7"]), "child")
