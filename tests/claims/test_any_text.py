from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearsay.annotate import Annotator
from tests.claims.test_cases import read

WORDS = st.sampled_from(
    "The mayor said that denied he she it they “ ” \" ' , . : ; ? ! — ( ) \n\n not no is was widely seen as "
    "according to citing Reuters quoted saying who which if would will have been told by Anna Torvik on "
    "Monday in Lodra 14 people killed claims claim false true demanded to resign and but , who".split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_claims_that_slice(annotator: Annotator, text: str) -> None:
    for claim in read(text, annotator):
        assert claim.text == text[claim.start : claim.end]
        assert claim.spans and all(text[s.start : s.end] for s in claim.spans)
        for link in claim.chain:
            assert link.start is None or text[link.start : link.end]
