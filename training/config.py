"""The networks of the pipeline: two small convolutional encoders, one for syntax and one for names.

In: nothing. Out: the configuration of each component. Never here: data, or how long is trained.
"""

from typing import Any

WIDTH = 96


def encoder(*, vectors: bool) -> dict[str, Any]:
    """Words seen through hashed norms, prefixes, suffixes and shapes, and four words to either side."""
    return {
        "model": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": WIDTH,
                "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"],
                "rows": [5000, 1000, 2500, 1500, 50],
                "include_static_vectors": vectors,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": WIDTH,
                "window_size": 1,
                "maxout_pieces": 3,
                "depth": 4,
            },
        }
    }


def listener(upstream: str) -> dict[str, Any]:
    """The output of the encoder component `upstream`."""
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": upstream}


def tagger(upstream: str) -> dict[str, Any]:
    """One softmax layer over the encoder."""
    return {"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": listener(upstream)}}


def transitions(upstream: str, *, state: str) -> dict[str, Any]:
    """A transition system over the encoder; `state` is `parser` or `ner`."""
    return {
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": state,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "nO": None,
            "tok2vec": listener(upstream),
        }
    }
