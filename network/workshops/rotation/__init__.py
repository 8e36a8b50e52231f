"""The planner of the host rotation (luân phiên đăng cai): plain values in and out, no database, no request.

`rule` says what a plan is worth, `reading` takes the input from JSON, `solver` finds the best plan,
`plan` tells it with its reasons.  `python -m network.workshops.rotation` is the whole of it as a
process of its own, for a job: the solver would hold up everything else in the one that serves pages.
"""
