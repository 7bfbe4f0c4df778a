"""What a plain form of ours sends."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST = 16_384  # bytes; what people write in a form of ours is a tenth of that
MOST_FIELDS = 100


async def sent_form(request: Request) -> dict[str, str]:
    """Each field by its name. Raises HTTPException for more than any form of ours holds."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(413)
    try:
        text = body.decode("utf-8", "replace")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise HTTPException(413) from None
