"""One table out of what the benchmarks wrote.

    python3 table.py DIRECTORY

Reads DIRECTORY/jmh.json, ceiling-BLOCK.txt and torch-BLOCK.txt, the latter two where they are.
"""

import json
import pathlib
import sys


def rates(path):
    if not path.exists():
        return {}
    lines = (line.split() for line in path.read_text().splitlines())
    return {(kernel, p): float(rate) for kernel, p, rate in lines}


def together(*parts):
    """The rate of one pass after the other."""
    return 1 / sum(1 / part for part in parts) if all(parts) else None


def ceiling_of(ceiling, name, p):
    if p == "infinity":
        return ceiling.get(("infinity.forward", p)) if name == "forward" else None
    kind = "sparse" if float(p) >= 32 else "dense"
    forward = ceiling.get((f"{kind}.forward", p))
    backward = ceiling.get((f"{kind}.backward", p))
    return {"forward": forward, "backward": backward}.get(name, together(forward, backward))


def cell(value, digits=2):
    return f"{value:.{digits}f}" if value else "-"


def main(directory):
    directory = pathlib.Path(directory)
    header = ("block", "p", "kernel", "scalar", "simd", "C", "ratio", "torch", "ratio", "B/op")
    rows = {}
    for run in json.loads((directory / "jmh.json").read_text()):
        params = run["params"]
        p = params["p"] if params["p"] != "Infinity" else "infinity"
        name = run["benchmark"].rsplit(".", 1)[1]
        batch, outputs, inputs = map(int, params["block"].split("x"))
        fastest = min(min(fork) for fork in run["primaryMetric"]["rawData"])
        allocated = run["secondaryMetrics"]
        allocated = next((m["score"] for k, m in allocated.items() if k.endswith("alloc.rate.norm")), 0)
        rate = batch * outputs * inputs / fastest / 1e6
        rows.setdefault((params["block"], p, name), {})[params["kernels"]] = (rate, allocated)
    print("giga-elements per second, one thread; C is the ceiling, from p = 32 its sparse loops")
    print("{:>14} {:>8} {:>8} {:>7} {:>7} {:>7} {:>6} {:>7} {:>7} {:>6}".format(*header))
    for (block, p, name), measured in rows.items():
        simd, allocated = measured.get("simd", (None, 0))
        scalar, _ = measured.get("scalar", (None, 0))
        c = ceiling_of(rates(directory / f"ceiling-{block}.txt"), name, p)
        torch = rates(directory / f"torch-{block}.txt").get((f"torch.{name}", p))
        if p == "infinity":
            name, torch = {"step": ("interval", None), "backward": ("gradient", None)}.get(name, (name, torch))
        print(
            f"{block:>14} {p:>8} {name:>8} {cell(scalar, 3):>7} {cell(simd):>7} {cell(c):>7}"
            f" {cell(simd / c if simd and c else None):>6} {cell(torch, 3):>7}"
            f" {cell(simd / torch if simd and torch else None, 1):>7} {allocated:>6.0f}"
        )


if __name__ == "__main__":
    main(sys.argv[1])
