"""Types and fields of BibTeX and BibLaTeX, and what they are in CSL.

Types are those of "BibTeXing" (O. Patashnik, 1988), of the BibLaTeX manual (section 2.1), and of
the programs that write these files.
"""

TYPES = {
    **dict.fromkeys(["article", "suppperiodical", "periodical"], "article-journal"),
    **dict.fromkeys(["book", "mvbook", "collection", "mvcollection", "reference"], "book"),
    **dict.fromkeys(["mvreference", "proceedings", "mvproceedings", "commentary"], "book"),
    **dict.fromkeys(["manual", "ebook", "mvlexicon"], "book"),
    **dict.fromkeys(
        ["inbook", "incollection", "bookinbook", "suppbook", "suppcollection", "book_section"],
        "chapter",
    ),
    **dict.fromkeys(["inreference", "encyclopediaarticle"], "entry-encyclopedia"),
    "dictionaryentry": "entry-dictionary",
    **dict.fromkeys(["inproceedings", "conference", "conferencepaper"], "paper-conference"),
    **dict.fromkeys(["techreport", "report", "standard"], "report"),
    **dict.fromkeys(["phdthesis", "mastersthesis", "bathesis"], "thesis"),
    **dict.fromkeys(["thesis", "bachelorsthesis"], "thesis"),
    "magazine_article": "article-magazine",
    "newspaper_article": "article-newspaper",
    **dict.fromkeys(["online", "electronic", "www", "webpage", "web_page", "blogpost"], "webpage"),
    **dict.fromkeys(["unpublished", "preprint"], "article"),
    **dict.fromkeys(["dataset", "database", "data"], "dataset"),
    **dict.fromkeys(["misc", "booklet", "other", "generic"], "document"),
    **dict.fromkeys(["software", "softwareversion", "softwaremodule"], "software"),
    **dict.fromkeys(["codefragment", "computerprogram"], "software"),
    **dict.fromkeys(["movie", "video", "film"], "motion_picture"),
    **dict.fromkeys(["audio", "music"], "song"),
    **dict.fromkeys(["artwork", "image"], "graphic"),
    "hardware": "document",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    **dict.fromkeys(["legal", "legmaterial", "legadminmaterial", "constitution"], "legislation"),
    "letter": "personal_communication",
    "patent": "patent",
    "performance": "performance",
    "review": "article-journal",
    **dict.fromkeys(["presentation", "talk", "lecture"], "speech"),
}
"""CSL's type for each type of entry."""

KNOWN = "@article, @book, @incollection, @inproceedings, @techreport, @phdthesis, @misc"

DATA = frozenset({"xdata"})
"""Types of entries that only lend their fields."""

NO_WORKS = frozenset({"set", "control", "bibnote", "customa", "jabref-entrytype"})
"""Types of entries that describe no work."""

SUBTYPES = {
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia",
}
"""What a work is in truth, by its subtype."""

GENRES = {
    "phdthesis": "Doctoral dissertation",
    "mathesis": "Master’s thesis",
    "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "bachelorsthesis": "Bachelor’s thesis",
    "candthesis": "Candidate’s thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "software": "Computer software",
    "datacd": "Data CD",
    "audiocd": "Audio CD",
}
"""What BibLaTeX prints for its own words in `type`."""

STATES = {
    "inpress": "in press",
    "inpreparation": "in preparation",
    "prepublished": "advance online publication",
    "forthcoming": "forthcoming",
    "submitted": "submitted",
}
"""What BibLaTeX prints for its own words in `pubstate`."""

INHERITED = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
}
"""What a part takes from its whole under another name (BibLaTeX manual, appendix B)."""

_OWN = """
crossref xref xdata ids options entryset entrysubtype execute label presort related
shorthand sortkey sorttitle sortyear keywords abstract file annote note pages doi url eid
urldate author shorttitle key
"""
NOT_INHERITED = frozenset(_OWN.split())
"""What an entry does not take from the one that it is a part of."""

PARTS = frozenset({"chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"})
"""Types of works that are in others."""

WHOLE = frozenset({"book", "report", "thesis", "dataset", "webpage", "article", "document"})
"""Types of works whose pages are how many they have."""
