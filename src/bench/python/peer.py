"""PyTorch's own distance with autograd, the peer on one thread.

    python3 peer.py BATCH OUTPUTS INPUTS P...

Prints "kernel p giga-elements-per-second" a line; a step is forward and both gradients.
"""

import sys
import time

import torch


def rate(work, elements, rounds=3):
    """Giga-elements a second of the fastest of some rounds."""
    fastest = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        fastest = min(fastest, time.perf_counter() - start)
    return elements / fastest / 1e9


def main(batch, outputs, inputs, exponents):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    z = torch.randn(batch, inputs, requires_grad=True)
    w = torch.randn(outputs, inputs, requires_grad=True)
    gradient = torch.randn(batch, outputs)

    for p in exponents:

        def forward():
            with torch.no_grad():
                torch.cdist(z, w, p=float(p))

        def step():
            z.grad = w.grad = None
            torch.cdist(z, w, p=float(p)).backward(gradient)

        elements = batch * outputs * inputs
        print(f"torch.forward {p} {rate(forward, elements):.4f}", flush=True)
        print(f"torch.step {p} {rate(step, elements):.4f}", flush=True)


if __name__ == "__main__":
    main(*(int(side) for side in sys.argv[1:4]), sys.argv[4:])
