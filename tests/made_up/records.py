"""A minimal valid knowledge base in which everything is made up.

No such study, people, works or findings exist. The records say nothing about anything: they are
here for their form alone, so that tests can break them.
"""

STUDY = "studies/testa-2020/study.yaml"
THEMES = "studies/testa-2020/themes.yaml"
FINDING = "studies/testa-2020/findings/F001.yaml"
OTHER_FINDING = "studies/testa-2020/findings/F002.yaml"
IMPLICATION = "implications/I001.yaml"
STATED_IMPLICATION = "implications/I002.yaml"
REFERENCE = "references/beispiel-2010.yaml"
OTHER_REFERENCE = "references/muster-2015.yaml"
AUDIENCES = "audiences.yaml"
SITUATIONS = "situations.yaml"
GLOSSARY = "glossary.yaml"

MADE_UP: dict[str, str] = {
    STUDY: """\
# yaml-language-server: $schema=../../../schemas/study.schema.json
id: S001
short_name: Testa & Beispiel (2020)
publication:
  type: article-journal
  title: "A study that was never made: This title is made up"
  author:
    - {family: Testa, given: T.}
    - {family: Beispiel, given: B.}
  issued: {date-parts: [[2020]]}
  container-title: Journal of Made-Up Examples
  volume: 1
  page: 1–9
affiliation: Nowhere
sections:
  - {key: introduction, heading: Introduction}
  - {key: methods, heading: Methods}
  - {key: results, heading: Results}
  - {key: results-one, heading: First result, within: results}
aim: {text: This aim is made up., section: introduction}
research_question: {text: Is this question made up?, section: introduction}
background:
  - {text: This background is made up., section: introduction}
design:
  - {text: This design is made up., section: methods}
setting: {text: This setting is made up., section: methods}
sample:
  size: 3
  strategy: {text: This strategy is made up., section: methods}
  inclusion:
    - {text: This criterion is made up., section: methods}
  exclusion:
    - {text: This criterion is made up as well., section: methods}
  description:
    - {text: This description is made up., section: methods}
participants:
  - {pseudonym: Testina, role: invented tester}
  - {pseudonym: Exempla, role: invented example}
  - {pseudonym: Probanda, role: invented sample}
data_collection:
  - {text: This way of collecting is made up., section: methods}
analysis:
  - {text: This analysis is made up., section: methods}
reflexivity:
  - {text: This reflection is made up., section: methods}
ethics:
  - {text: This approval is made up., section: methods}
conclusion:
  - {text: This conclusion is made up., section: results}
limitations:
  - {text: This limitation is made up., section: results}
transferability:
  - {text: This reach is made up., section: results}
conflict_of_interest: {text: This declaration is made up., section: results}
rights:
  holder: Nobody
  licence: None
  address: https://example.org/made-up-licence
  consequence: This consequence is made up.
cites:
  - reference: muster-2015
    relation: uses-method-in
    note: This reason for citing is made up.
    section: methods
history:
  - {date: 2026-01-02, change: First published.}
appraisal:
  checklist:
    - {question: philosophy, answer: unclear, reason: Made up., section: methods}
    - {question: research-question, answer: unclear, reason: Made up., section: methods}
    - {question: data-collection, answer: unclear, reason: Made up., section: methods}
    - {question: data-analysis, answer: unclear, reason: Made up., section: methods}
    - {question: interpretation, answer: unclear, reason: Made up., section: methods}
    - {question: position, answer: unclear, reason: Made up., section: methods}
    - {question: influence, answer: unclear, reason: Made up., section: methods}
    - {question: voices, answer: unclear, reason: Made up., section: methods}
    - {question: ethics, answer: unclear, reason: Made up., section: methods}
    - {question: conclusions, answer: unclear, reason: Made up., section: methods}
  methodological_limitations: This judgement is made up.
  coherence: This judgement is made up.
  adequacy: This judgement is made up.
  relevance: This judgement is made up.
  appraised_by: Nobody
  appraised_on: 2026-01-02
entered: {quotes: all, citations: all, findings: all}
""",
    THEMES: """\
# yaml-language-server: $schema=../../../schemas/themes.schema.json
- id: T001
  study: S001
  title: A made-up theme
  meaning:
    - {text: This meaning is made up., section: results}
  history:
    - {date: 2026-01-02, change: First published.}
- id: T002
  study: S001
  title: A made-up part of it
  part_of: T001
  meaning:
    - {text: This meaning is made up as well., section: results-one}
  history:
    - {date: 2026-01-02, change: First published.}
""",
    FINDING: """\
# yaml-language-server: $schema=../../../../schemas/finding.schema.json
id: F001
themes: [T002]
statement: This finding is made up.
section: results-one
reported_for:
  as_printed: Testina and Exempla
  count: 2
  participants: [Testina, Exempla]
reported:
  - text: This report is made up.
    section: results-one
quotes:
  - id: Q001
    text: >-
      These words are made up, and nobody ever said them.
    speaker: Testina
    lines: 1–2
    form: block
    section: results-one
    supports: This support is made up.
    history:
      - {date: 2026-01-02, change: First published.}
credibility:
  level: credible
  reason: This reason is made up.
  judged_by: Nobody
  judged_on: 2026-01-02
cites:
  - reference: beispiel-2010
    relation: agrees-with
    note: This agreement is made up.
    section: results-one
history:
  - {date: 2026-01-02, change: First published.}
  - {date: 2026-01-03, change: Changed its made-up meaning.}
label: A made-up finding
""",
    OTHER_FINDING: """\
# yaml-language-server: $schema=../../../../schemas/finding.schema.json
id: F002
themes: [T001, T002]
statement: This second finding is made up as well.
section: results
reported_for:
  as_printed: participants
reported:
  - text: This second report is made up.
    section: results
credibility:
  level: not-supported
  reason: This second reason is made up.
  judged_by: Nobody
  judged_on: 2026-01-02
relates_to:
  - {finding: F001@2, kind: contrasts,
    note: Made up., note_there: Made up.}
history:
  - {date: 2026-01-02, change: First published.}
label: Another made-up finding
""",
    IMPLICATION: """\
# yaml-language-server: $schema=../../schemas/implication.schema.json
id: I001
kind: practice
action: Consider making nothing of this made-up recommendation.
strength: consider
addressed_to: [examiner, tester]
setting: A made-up setting
basis:
  kind: derived
  reasoning: This reasoning is made up.
rationale: This rationale is made up.
rests_on:
  - finding: F001@2
    reason: This reason is made up.
informed_by:
  - reference: beispiel-2010
    note: This note is made up.
would_change: This condition is made up.
history:
  - {date: 2026-01-03, change: First published.}
label: Make nothing of it
""",
    STATED_IMPLICATION: """\
# yaml-language-server: $schema=../../schemas/implication.schema.json
id: I002
kind: research
action: Consider studying nothing, because this is made up.
strength: consider
addressed_to: [examiner]
setting: A made-up setting
basis:
  kind: stated
  study: S001
  section: results
  text: This statement is made up.
rationale: This rationale is made up.
rests_on:
  - finding: F002@1
    reason: This reason is made up.
would_change: This condition is made up.
history:
  - {date: 2026-01-03, change: First published.}
label: Study nothing
""",
    REFERENCE: """\
# yaml-language-server: $schema=../../schemas/reference.schema.json
id: beispiel-2010
kind: book
csl:
  type: book
  title: "A book that was never written: This title is made up"
  author:
    - {family: Beispiel, given: B.}
  issued: {date-parts: [[2010]]}
  publisher: Nobody
history:
  - {date: 2026-01-02, change: First published.}
""",
    OTHER_REFERENCE: """\
# yaml-language-server: $schema=../../schemas/reference.schema.json
id: muster-2015
kind: method
csl:
  type: article-journal
  title: A method that was never used
  author:
    - {family: Muster, given: M.}
  issued: {date-parts: [[2015, 2, 28]]}
  container-title: Journal of Made-Up Examples
  volume: 2
history:
  - {date: 2026-01-02, change: First published.}
""",
    AUDIENCES: """\
# yaml-language-server: $schema=../schemas/audiences.schema.json
- id: examiner
  name: Examiners
  description: This group is made up.
  can_change: Nothing.
  history:
    - {date: 2026-01-02, change: First published.}
- id: tester
  name: Testers
  description: This group is made up as well.
  can_change: Nothing either.
  history:
    - {date: 2026-01-02, change: First published.}
""",
    SITUATIONS: """\
# yaml-language-server: $schema=../schemas/situations.schema.json
- id: made-up-situation
  heading: Something made up is happening
  group: clients
  findings:
    - finding: F002
      note: This recognition is made up.
    - finding: F001
      note: This second recognition is made up as well.
  history:
    - {date: 2026-01-03, change: First published.}
""",
    GLOSSARY: """\
# yaml-language-server: $schema=../schemas/glossary.schema.json
- id: made-up-term
  term: made-up term
  definition: This definition is made up.
  used_in:
    - study: S001
      section: introduction
  informed_by:
    - reference: beispiel-2010
      note: This note is made up.
  history:
    - {date: 2026-01-02, change: First published.}
""",
}
"""The text of each file by its path below themes_data/."""


def made_up() -> dict[str, bytes]:
    """Return the files as they are read from disk, in a new dictionary."""
    return {path: text.encode() for path, text in MADE_UP.items()}
