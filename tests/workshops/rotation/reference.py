"""The rule once more, read straight from its page and tried on every plan there is: slow, and easy to check."""

from itertools import pairwise, product

AFTER_EVERY_CODE = (1, "")


class Reference:
    def __init__(self, given: dict) -> None:
        self.given = given
        self.first = given["first_year"]
        self.last = self.first + given["years"] - 1
        self.years = list(range(self.first, self.last + 1))
        self.rows = {row["code"]: row for row in given["ministries"]}
        self.pins = {pin["year"]: pin["code"] for pin in given["pins"]}
        self.hosted = {turn["year"]: turn["code"] for turn in given["history"]}

    def chain(self, code):
        chain = []
        while self.rows[code]["successor"] is not None:
            code = self.rows[code]["successor"]
            chain.append(code)
        return chain

    def active(self, code, year):
        row = self.rows[code]
        return row["joined"] <= year and (row["left"] is None or year <= row["left"])

    def takes_part(self, code, year):
        return self.active(code, year) and not any(self.active(heir, year) for heir in self.chain(code))

    def unavailable(self, code, year):
        return {"year": year, "code": code} in self.given["unavailable"]

    def eligible(self, year):
        return [code for code in self.rows if self.takes_part(code, year) and not self.unavailable(code, year)]

    def start(self, code):
        family = [code] + [other for other in self.rows if self.chain(other)[-1:] == [code]]
        years = [year for year, host in self.hosted.items() if host in family]
        return max(years) if years else min(self.rows[other]["joined"] for other in family) - 1

    def gaps(self, code, plan):
        left = self.rows[code]["left"]
        end = min(self.last, left if left is not None else self.last) + 1
        sequence = [self.start(code), *[year for year, host in plan if host == code], end]
        return [after - before for before, after in pairwise(sequence)]

    def sum_squared_gaps(self, plan):
        counted = [code for code, row in self.rows.items() if row["left"] is None or row["left"] >= self.first]
        return sum(gap * gap for code in counted for gap in self.gaps(code, plan))

    def preference(self, plan):
        return sum(wish["weight"] for wish in self.given["preferences"] if (wish["year"], wish["code"]) in set(plan))

    def adjacent_same_block(self, plan):
        hosts = [self.hosted.get(self.first - 1), *[host for _, host in plan]]
        return sum(
            one is not None and two is not None and self.rows[one]["block"] == self.rows[two]["block"]
            for one, two in pairwise(hosts)
        )

    def rank(self, plan):
        """What is least in the best plan."""
        return (
            sum(host is None for _, host in plan),
            self.sum_squared_gaps(plan),
            -self.preference(plan),
            self.adjacent_same_block(plan),
            [AFTER_EVERY_CODE if host is None else (0, host) for _, host in plan],
        )

    def best(self, pins):
        choices = [[pins[year]] if year in pins else [*self.eligible(year), None] for year in self.years]
        plans = ([*zip(self.years, hosts, strict=True)] for hosts in product(*choices))
        return min(plans, key=self.rank)

    def waits(self, plan, year):
        """For each ministry, how long it has waited when that year comes."""
        return {
            code: year - max([self.start(code), *[when for when, host in plan if host == code and when < year]])
            for code in self.rows
        }

    def turn(self, plan, year, code):
        waits = self.waits(plan, year)
        longer = [other for other in self.eligible(year) if waits[other] > waits[code]]
        reasons = [{"key": "pinned"}] if year in self.pins else []
        reasons += [{"key": "waited", "years": waits[code], "rank": 1 + len(longer)}]
        if weight := self.preference([(year, code)]):
            reasons += [{"key": "preference", "weight": weight}]
        pinned = year in self.pins
        return {"year": year, "code": code, "pinned": pinned, "waited": waits[code], "reasons": reasons}

    def output(self):
        plan = self.best(self.pins)
        total, best = self.sum_squared_gaps(plan), self.sum_squared_gaps(self.best({}))
        return {
            "assignments": [self.turn(plan, year, code) for year, code in plan if code is not None],
            "unfilled": [year for year, code in plan if code is None],
            "sum_squared_gaps": total,
            "preference": self.preference(plan),
            "adjacent_same_block": self.adjacent_same_block(plan),
            "fairness": round(100 * best / total, 1) if total else 100.0,
            "optimal": True,
        }
