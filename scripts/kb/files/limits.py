"""How much is read at most, so that no file can stop the check or fill the memory.

Each limit is far above what people write, and far below what would take a machine long: a check of
a file at its limits takes less than a second and less than 200 MB. What is beyond one is a problem
with a place like any other.
"""

RECORD_BYTES = 2_000_000
"""Of one file of records. A finding has some five thousand, a glossary of 50 terms 30,000."""

RECORD_FILES = 50_000
"""Below themes_data/. Five thousand findings and all that belongs to them are ten thousand."""

ALL_RECORD_BYTES = 100_000_000
"""Of all files of records. Five thousand findings and all that belongs to them have 31 million."""

FOLDERS_DEEP = 10
"""How many folders lie within each other. Findings lie in three."""

NAME_LENGTH = 100
"""Characters of a file's or folder's name. Some systems allow 260 for a whole path."""

DEPTH = 20
"""Lists and groups within each other in a file. Records have six."""

VALUES = 50_000
"""Of one file: texts, numbers, lists and groups. A finding has some two hundred."""

ENTRIES = 1_000
"""Of one list within a record. A study of studies may cite some hundred works."""

FIELD_NAME_LENGTH = 100
"""Characters of a field's name. The longest has 28."""

TEXT_LENGTH = 50_000
"""Characters of one text: some thirty printed pages, where a field holds a paragraph."""

DIGITS = 18
"""Of a number: as many as every program that reads the data can hold."""

NUMBER_LENGTH = 100
"""Characters of a volume, a page or a range of lines, which may hold letters too."""

PROBLEMS = 100
"""Told of one file. One with more is not the file that people think, or has one mistake often."""

UNWRITTEN = 1_000
"""Fields of one record that are still to write: a draft may name hundreds of works to cite."""

FOUND = 500
"""Violations of one rule that are looked at in one file, before exceptions are weighed."""

GUESSES = 100
"""So often it is guessed among the same names what a misspelt one was meant to be."""

GUESSED_AMONG = 200
"""Names that a misspelt one is compared with: those beside it in the order of letters, from the
first on and from the last backwards. Of up to so many all are."""

COMPARED_CLOSELY = 12
"""Names of these that are compared letter by letter."""

GUESSED_LENGTH = 80
"""Characters of a misspelt name; what is longer is no name. Identifiers may have as many."""

NAMED = 30
"""Names of what there is that a message lists."""

THEMES_DEEP = 10
"""Themes within themes. Studies have two levels, seldom three."""

REPLACEMENTS = 50
"""Records that took each other's place, one after the other."""

LIKE_WORKS = 10
"""Works of one title and year that others of the same are compared with."""

PLACES_KEPT = 8
"""Files of which the place of every value is kept in memory at a time."""

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Of a day on which something was done to a record. Beyond are slips of the finger."""

AHEAD_DAYS = 366
"""A day that is to come is a slip too; from so many days ahead on it stops the build."""

PAIRED_ENTRIES = 40
"""Entries of a list that changed, each of which is compared with each of the list as it was."""

FORM_LENGTH = 120
"""Characters of a term of the glossary, of its abbreviation or of a synonym: a few words."""

OMISSIONS = 40
"""Brackets in one quote, for words that were left out or put in by the study's authors."""

PAGE_BYTES = 2_000_000
"""Of one hand-written page."""

ASSET_BYTES = 50_000_000
"""Of one other file in docs/, such as a picture."""

ALL_DOCS_BYTES = 500_000_000
"""Of all files in docs/."""

KEPT_BYTES = 500_000_000
"""Of what is kept from one run to the next; what is larger counts as damaged."""

BIBLIOGRAPHY_BYTES = 5_000_000
"""Of a file that works are imported from: some five thousand works."""

BIBLIOGRAPHY_ENTRIES = 10_000
"""Of one such file."""

BIBLIOGRAPHY_TEXT_LENGTH = 5_000
"""Characters of one text in it: titles have some hundred."""

BIBLIOGRAPHY_VALUE_LENGTH = 200_000
"""Characters of one field of BibTeX, an abstract among them; abbreviations can grow without end."""

CITATION_SECONDS = 600
"""For the works that pandoc formats in one call; five hundred take some seconds."""

CITATION_MEGABYTES = 2_000
"""For the same."""

SOURCE_BYTES = 100_000_000
"""Of a study's PDF. Those with many pictures have tens of millions."""

SOURCE_TEXT_BYTES = 2_000_000
"""Of a study's text: a book has one million."""
