"""hearsay turns a pile of reports into a ledger of attributed claims.

    files ─ read ─▶ Report ─ annotate ─▶ AnnotatedReport ─ claims ─▶ Claim          (each report alone)
    names ─ resolve ─▶ Entity   texts ─ origins ─▶ Origin   reports ─ stories ─▶ Story
    claims of a story ─ conflicts ─▶ Conflict, Prediction                           (across reports)
    everything ─ ledger ─▶ one file ─ export, serve ─▶ people

`pipeline` is the only module that knows this order.
"""

__version__ = "0.1.0"
