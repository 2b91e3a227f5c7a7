"""What a work is as evidence, where its title or its type leave no doubt."""

import re

from kb.records import CslItem, WorkKind

_RULES: tuple[tuple[str, WorkKind], ...] = (
    (r"\bprotocol\b.*\bsystematic review|\bsystematic review\b.*\bprotocol", "unclassified"),
    (r"\b(study|trial) protocol\b|\bprotocol (for|of) an? .*\btrial\b", "trial-protocol"),
    (r"\bsystematic review\b", "systematic-review"),
    (r": an? (narrative|literature) review$", "narrative-review"),
    (r": an? ([\w-]+ ){0,2}randomi[sz]ed ([\w-]+ )?trial$", "trial"),
    (r": an? ([\w-]+ )?qualitative ([\w-]+ )?study$", "qualitative-study"),
    (r"\bdiagnostic and statistical manual\b", "diagnostic-manual"),
    (r"\b(clinical|practice) guidelines?\b", "guideline"),
)
"""What a title says, letters' case aside; the first that fits counts."""


def propose_kind(item: CslItem) -> WorkKind:
    """Return what a work is, or "unclassified": a bibliographic file does not say.

    A title counts where it names the design itself, most at its end. Otherwise a book, or a
    chapter of one, is known to be no more than that.
    """
    said = f"{item.title} {item.genre}" if item.genre else item.title
    for pattern, kind in _RULES:
        if re.search(pattern, said, re.IGNORECASE):
            return kind
    return "book" if item.type in ("book", "chapter") else "unclassified"
