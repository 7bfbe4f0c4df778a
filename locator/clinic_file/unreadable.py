"""What a reader of one cell raises when it cannot tell what was meant."""


class UnreadableError(ValueError):
    """The message is the sentence that the person reads: what is wrong, and what to write instead."""
