from hearsay.resolve.digest import _Group


def test_two_names_cannot_each_stand_under_the_other() -> None:
    bank, river = _Group("river bank"), _Group("bank river")
    bank.join(river)
    river.join(bank)
    assert bank.root() is river.root() is river
