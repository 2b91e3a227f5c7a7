"""Words on nearly every page that tell none apart, such as "the": the index leaves them out.

Pagefind indexes every word, and writes down each place of it: "the" alone was a tenth of the index
and more than a phone should fetch. It has no setting for this. It passes over what is no letter,
though, so in what it reads each of these words is a sign, which the search in the browser turns
back before anyone sees it. A query is asked without them.
"""

import re

_LIST = """
a about above after again all also am an and any are as at be because been before being below
between both but by can could did do does doing down during each few for from further had has
have having he her here hers him his how i if in into is it its itself just made me more
most my no nor not of off on once only or other our out over own said same say says she should
so some such than that the their them then there these they this those through to too under
until up very was we were what when where which while with would you your
"""
COMMON = tuple(sorted(_LIST.split()))
"""English words that serve others. "Us" and "who" are none of them, for they are names as well."""

SIGNS = 0x2801
"""The first of the signs: two for each word, with a small first letter and with a capital. They are
braille patterns, of which there are 255, and none stands on a page."""

_FORMS = {
    form: chr(SIGNS + 2 * place + capital)
    for place, word in enumerate(COMMON)
    for capital, form in enumerate((word, word.capitalize()))
}
_WORD = re.compile(r"(?<![^\s“‘\"'(\[])[A-Za-z]+(?![^\s”’\"').,;:!?…\]])(?![’'][\w])")


def pass_over(text: str) -> str:
    """Write the common words of a text as signs that Pagefind does not index.

    Words in capitals stay, for they are short for something else, and so do parts of words that
    are joined by hyphens or apostrophes.
    """
    return _WORD.sub(lambda found: _FORMS.get(found[0], found[0]), text)
