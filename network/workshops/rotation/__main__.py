"""The planner as a process of its own: `python -m network.workshops.rotation < input.json > plan.json`.

Standard error gets a JSON object a line: {"level", "key", "done"} as it goes, and on bad input, with
exit status 2, {"error", "sentence", "figures"}.  Standard output gets {"plan", "best_sum"}.
"""

import json
import sys

from network.workshops.rotation.document import LONGEST_DOCUMENT
from network.workshops.rotation.invalid import InvalidRotation
from network.workshops.rotation.reading import read
from network.workshops.rotation.solver import propose


def tell(**line: object) -> None:
    print(json.dumps(line), file=sys.stderr, flush=True)


def main() -> int:
    try:
        rotation = read(sys.stdin.buffer.read(LONGEST_DOCUMENT + 1))
    except InvalidRotation as error:
        tell(error=error.key, sentence=str(error), figures=error.figures)
        return 2
    plan = propose(rotation, lambda level, key, done: tell(level=level, key=key, done=round(done, 3)))
    print(json.dumps({"plan": plan.as_json(), "best_sum": plan.best_sum}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
