"""Digests that prove which file a page means."""

import hashlib
from typing import Any

CHUNK = 1 << 16


def sha256_of(document: Any) -> str:
    """Return the SHA-256 of a stored file as 64 hexadecimal digits. It reads the file: not inside a transaction."""
    digest = hashlib.sha256()
    with document.open_file() as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
