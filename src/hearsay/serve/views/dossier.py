"""All that is said of a person, a body or a thing: disputes and predictions on top, then aspect by aspect."""

from fastapi import APIRouter, HTTPException, Request, Response

from hearsay.errors import HearsayError
from hearsay.export.dossier import Dossier
from hearsay.export.jsonl import row
from hearsay.language import mark
from hearsay.ledger import View
from hearsay.serve.answers import API, as_json, described
from hearsay.serve.asked import Asked
from hearsay.serve.entity_dossier import entity_dossier, thing_dossier
from hearsay.serve.page import Ledger, page

router = APIRouter()


@router.get("/names/{entity_id}/dossier", include_in_schema=False)
def of_entity(request: Request, ledger: Ledger, entity_id: str) -> Response:
    """The dossier of a name that reports give."""
    return page(request, "dossier.html", dossier=_of(ledger, entity_id), entity_id=entity_id, q="")


@router.get("/dossier", include_in_schema=False)
def of_thing(request: Request, ledger: Ledger, q: Asked = "") -> Response:
    """The dossier of a thing without a name, by the words for it ("the database")."""
    return page(request, "dossier.html", dossier=_of_thing(ledger, q), entity_id=None, q=q)


@router.get(f"{API}/names/{{entity_id}}/dossier", tags=["ledger"], responses=described("Record"))
def of_entity_twin(request: Request, ledger: Ledger, entity_id: str) -> Response:
    """What is said of a name, by aspect, with the disputes and predictions that it has a part in."""
    return as_json(request, _told(_of(ledger, entity_id)))


@router.get(f"{API}/dossier", tags=["ledger"], responses=described("Record"))
def of_thing_twin(request: Request, ledger: Ledger, q: Asked = "") -> Response:
    """The same of a thing without a name, by the words `q` for it; no aspects where no claim has them."""
    found = _of_thing(ledger, q)
    return as_json(request, _told(found) if found else {"about": q, "aspects": []})


def _told(dossier: Dossier) -> dict[str, object]:
    return {
        "about": dossier.about,
        "conflicts": [row(conflict) for conflict in dossier.conflicts],
        "predictions": [row(prediction) for prediction in dossier.predictions],
        "aspects": [{"title": a.title, "claims": [row(c) for c in a.claims]} for a in dossier.aspects],
    }


def _of_thing(ledger: View, words: str) -> Dossier | None:
    try:
        return thing_dossier(ledger, words) if words.strip() else None
    except HearsayError:
        return None


def _of(ledger: View, entity_id: str) -> Dossier:
    entity = ledger.entity_in_short(entity_id)
    if entity is None:
        raise HTTPException(404, mark("The ledger holds no such name."))
    return entity_dossier(ledger, entity)
