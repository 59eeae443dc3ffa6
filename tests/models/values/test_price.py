from decimal import Decimal

import pytest
from pydantic import ValidationError

from models.values.place import Place
from models.values.price import Price


def test_money_keeps_its_cents_and_its_currency() -> None:
    price = Price(said="800,50 kr", amount=Decimal("800.50"), currency="SEK")
    assert Price.model_validate_json(price.model_dump_json()) == price
    assert str(price.amount) == "800.50"


@pytest.mark.parametrize(("amount", "currency"), [(-1, "SEK"), (1, "kr"), (1, "sek"), (1, "SEKX")])
def test_what_is_no_price_is_refused(amount: int, currency: str) -> None:
    with pytest.raises(ValidationError):
        Price(said="x", amount=Decimal(amount), currency=currency)


def test_a_municipality_lies_in_its_county() -> None:
    assert Place(said="Solna", name="Solna", municipality="0184").county == "01"
