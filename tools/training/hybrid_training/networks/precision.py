"""Mixed precision: what has to stay exact where the rest runs in bfloat16."""


def as_type(x, dtype):
    """``x`` in ``dtype``; itself where it is of that type already, so that an exported graph holds no cast."""
    return x if x.dtype == dtype else x.to(dtype)
