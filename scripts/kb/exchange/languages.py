"""Languages as bibliographic files write them: by codes, by names, and by the names of babel."""

import re

_CODES = {
    "ar": "ara arabic",
    "bg": "bul bulgarian",
    "ca": "cat catalan",
    "cs": "cze ces czech",
    "cy": "wel cym welsh",
    "da": "dan danish dansk",
    "de": "ger deu german deutsch",
    "de-AT": "naustrian austrian",
    "de-DE": "ngerman germanb",
    "el": "gre ell greek",
    "en": "eng englisch anglais ingles inglese",
    "en-AU": "australian",
    "en-CA": "canadian",
    "en-GB": "british ukenglish",
    "en-US": "english american usenglish",
    "es": "spa spanish español espanol castellano",
    "et": "est estonian",
    "eu": "baq eus basque",
    "fa": "per fas persian farsi",
    "fi": "fin finnish",
    "fr": "fre fra french français francais",
    "ga": "gle irish",
    "he": "heb hebrew",
    "hr": "hrv scr croatian",
    "hu": "hun hungarian magyar",
    "is": "ice isl icelandic",
    "it": "ita italian italiano",
    "ja": "jpn japanese",
    "ko": "kor korean",
    "la": "lat latin",
    "lt": "lit lithuanian",
    "lv": "lav latvian",
    "nl": "dut nld dutch nederlands",
    "nb": "norsk",
    "no": "nor norwegian",
    "pl": "pol polish polski",
    "pt": "por portuguese portugues português",
    "pt-BR": "brazilian brazil",
    "ro": "rum ron romanian",
    "ru": "rus russian",
    "sk": "slo slk slovak",
    "sl": "slv slovenian slovene",
    "sr": "srp serbian",
    "sv": "swe swedish svenska",
    "tr": "tur turkish",
    "uk": "ukr ukrainian",
    "zh": "chi zho chinese",
}
_NAMES = {name: code for code, names in _CODES.items() for name in names.split()}
_CODE = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{2,8})?")


def find_language(text: str) -> str | None:
    """Return the code of a language, or None if a text names none that is known."""
    text = text.strip().strip("{}")
    if code := _NAMES.get(text.lower()):
        return code
    return text.replace("_", "-") if _CODE.fullmatch(text) else None
