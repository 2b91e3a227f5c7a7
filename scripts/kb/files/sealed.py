"""A file kept from one run to the next, under a seal that only this user on this machine can make.

A pull request or a cache may bring along a file of the same name. Whatever another wrote, whatever
is damaged and whatever was made in another way is passed over, as if nothing was kept.
"""

import hashlib
import hmac
import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kb.files.limits import KEPT_BYTES
from kb.files.plain import read_plain

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file of plain values in JSON.

    Attributes:
        file: Where it is kept.
        key: What seals it; without one, nothing is kept.
        way: A digest of whatever decides what is in it, besides what it was made from.
    """

    file: Path
    key: bytes | None
    way: bytes

    def read(self) -> object:
        """Return what was kept; None if nothing was that can be believed."""
        if self.key is None:
            return None
        with suppress(OSError, ValueError, RecursionError):
            seal, _, body = read_plain(self.file, KEPT_BYTES).partition(b"\n")
            if hmac.compare_digest(seal, self._seal(self.key, body)):
                return json.loads(body)
        return None

    def write(self, values: object) -> None:
        """Put a whole file in the place of the last one, for whoever reads at the same time.

        Where it cannot be written, or JSON cannot hold a value, nothing is kept.
        """
        if self.key is None:
            return
        with suppress(OSError, ValueError):
            body = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
            self._replace(self._seal(self.key, body) + b"\n" + body)

    def _replace(self, content: bytes) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        for left in self.file.parent.glob(f"{self.file.name}.*"):
            # Of a run that was killed: none takes as long as that.
            if left.stat().st_mtime < time.time() - _HOUR:
                left.unlink(missing_ok=True)
        draft = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        try:
            draft.write_bytes(content)
            draft.replace(self.file)
        finally:
            draft.unlink(missing_ok=True)

    def _seal(self, key: bytes, body: bytes) -> bytes:
        """Return what only who has the key can tell: that these values were made in this way."""
        return hmac.digest(key, self.way + body, "sha256").hex().encode()


def digest_of(parts: Iterable[bytes]) -> bytes:
    """Return a digest of whatever decides what is in a file."""
    return hashlib.sha256(b"\n".join(parts)).digest()
