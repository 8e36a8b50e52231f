"""The host rotation: how long the proof of the best plan takes."""

import time
from collections.abc import Iterator

from network.workshops.rotation.solver import propose
from tests.workshops.rotation.samples import sample_input

SIZES = ((22, 10), (40, 15))
SEEDS = range(5)


def measure() -> Iterator[dict]:
    for ministries, years in SIZES:
        wall, cpu = [], []
        for seed in SEEDS:
            rotation = sample_input(ministries, years, seed)
            begun, begun_cpu = time.perf_counter(), time.process_time()
            propose(rotation)
            wall.append(time.perf_counter() - begun)
            cpu.append(time.process_time() - begun_cpu)
        yield {
            "what": f"rotation, {ministries} ministries x {years} years",
            "worst_s": round(max(wall), 3),
            "worst_cpu_s": round(max(cpu), 3),
            "runs": len(SEEDS),
        }
