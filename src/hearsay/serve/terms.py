"""Words that the ledger keeps as they are in the code and that a page shows: marked here for the catalogue.

`{{ claim.certainty|say }}` in a template finds them.
"""

from hearsay.language import mark

TERMS = (
    # certainty
    mark("certain"),
    mark("probable"),
    mark("possible"),
    mark("unknown"),
    # genre
    mark("news"),
    mark("analysis"),
    mark("opinion"),
    mark("study"),
    mark("statement"),
    mark("other"),
    # status of a conflict, outcome of a prediction
    mark("open"),
    mark("updated"),
    mark("settled"),
    mark("kept"),
    mark("failed"),
    mark("unclear"),
    # kind of a name
    mark("person"),
    mark("organization"),
    mark("group"),
    mark("place"),
    mark("event"),
    mark("work"),
    # how a report goes back to another
    mark("origin"),
    mark("copy"),
    mark("derived"),
    mark("quoted"),
    mark("own"),
    # how a value is known
    mark("stated"),
    mark("resolved"),
    mark("assumed"),
    # part that somebody plays
    mark("agent"),
    mark("affected"),
    # fields of a report
    mark("title"),
    mark("publisher"),
    mark("authors"),
    mark("published"),
    mark("language"),
    mark("genre"),
    # in what a claim and a statement differ
    mark("negation"),
    mark("opposite"),
    mark("number"),
    mark("date"),
    mark("name"),
    mark("roles"),
    # what changes in a claim that is passed on
    mark("figure"),
    mark("made exact"),
    mark("made vague"),
    mark("made certain"),
    mark("made uncertain"),
    mark("attribution dropped"),
    mark("attributed"),
    mark("attributed otherwise"),
    mark("wording"),
)
