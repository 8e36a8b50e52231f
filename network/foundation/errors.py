"""What the domain raises when it says no."""


class Refusal(Exception):
    """The domain says no, for a reason that a person can read.

    A subclass gives `message`: one translated sentence that says what stands in the way and,
    where there is one, the next step.  A view lets it pass: it is shown as a notice, with 409.
    """

    message: object = ""

    def __str__(self) -> str:
        return str(self.message)
