"""Why an act was refused. Pages turn these into 403 and 409 with the reasons in words."""

from collections.abc import Sequence


class WorkflowError(Exception):
    """An act that may not happen now."""

    status = 409
    reasons: Sequence[str] = ()
    state = ""
    back_url = ""  # where it can be mended; views that know better than the browser say so


class NotAllowed(WorkflowError):
    """The actor is not one of those who may do this."""

    status = 403

    def __init__(self, who: Sequence[str]) -> None:
        super().__init__("not allowed")
        self.reasons = [str(w) for w in who]


class WrongState(WorkflowError):
    """The object is not in a state in which this can be done (somebody may have been faster)."""

    def __init__(self, state: str) -> None:
        super().__init__(f"not possible while {state}")
        self.state = str(state)


class GuardsUnmet(WorkflowError):
    """Something is missing; `reasons` says everything that is."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(map(str, reasons)))
        self.reasons = [str(r) for r in reasons]


class StateIsGuarded(RuntimeError):
    """Code tried to write a state past `fire`."""
