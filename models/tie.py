"""What a person says of ads: that they belong together, or that they do not; valid in the person's agency alone."""

from typing import Literal, Self

from models.base import Id, Moment, Record, new_id
from models.basis import Basis
from models.errors import BadInput
from models.link import Link, LinkSource
from models.scope import Layer


class Tie(Record):
    """One action: ties the first ad to each of the others, or un-ties it from each; undone by one withdrawal."""

    kind: Literal["tie"] = "tie"
    id: Id
    layer: Layer
    ads: tuple[Id, ...]
    together: bool
    person: Id
    made_at: Moment
    basis: Basis

    @classmethod
    def made(
        cls,
        one: Id,
        others: tuple[Id, ...],
        *,
        together: bool,
        layer: Layer,
        person: Id,
        now: Moment,
        basis: Basis,
    ) -> Self:
        """Raises BadInput when there is no other ad."""
        rest = tuple(dict.fromkeys(ad for ad in others if ad != one))
        if not rest:
            raise BadInput("A tie needs two different ads; choose another ad or advertiser.")
        return cls(
            id=new_id(),
            layer=layer,
            ads=(one, *rest),
            together=together,
            person=person,
            made_at=now,
            basis=basis,
        )

    def links(self) -> tuple[Link, ...]:
        """The same as links of the agency's layer: probability 1, or 0 for ads that do not belong together."""
        one, *others = self.ads
        return tuple(
            Link.between(
                one,
                other,
                layer=self.layer,
                probability=1.0 if self.together else 0.0,
                evidence=(),
                edition=self.id,
                source=LinkSource.PERSON,
            )
            for other in others
        )
