"""All that people add to ads besides decisions: tags, notes, ties and disclosures, each agency's own."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from models.disclosure import Disclosure
from models.note import Note
from models.tag import Tag
from models.tie import Tie

Addition = Annotated[Tag | Note | Tie | Disclosure, Field(discriminator="kind")]
ADDITION: TypeAdapter[Addition] = TypeAdapter(Addition)
