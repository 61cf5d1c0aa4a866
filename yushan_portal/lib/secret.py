"""A signing key for machines that were given none: made once, kept beside the database, readable by its owner only."""

import os
import secrets
from pathlib import Path


def local_secret_key(folder: Path) -> str:
    """The key kept in `folder`; made at the first call. Two processes starting together end with the same key."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret_key"
    if not path.exists():
        draft = folder / f".secret_key.{os.getpid()}"
        draft.write_text(secrets.token_urlsafe(50))
        draft.chmod(0o600)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
