"""From bytes to text as browsers do it, and a word about it when a page is not written as it says."""

import re
from dataclasses import dataclass

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

BROWSERS_KNOW = re.compile(
    r"utf-8|ascii|cp125\d|cp866|cp874|cp932|cp949|iso8859-\d+|koi8-[ru]|mac-(roman|cyrillic)|tis-620"
    r"|gb2312|gbk|gb18030|big5(hkscs)?|euc_(jp|kr|jis_2004)|shift_jis|iso2022_jp"
)
"""Python knows more codecs than a page may name: `zlib`, `utf-7` and `unicode_escape` are no charsets to a browser."""


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    doubted: bool = False
    """The page did not decode as it said of itself."""


def decode(body: bytes, *, content_type: str = "", told: str | None = None) -> Decoded:
    """Byte order mark, the sheet's word, the header, the page's own word, else UTF-8, else Windows-1252.

    A page that does not decode as it says is read as UTF-8 where that fits, else as Windows-1252: never an error.
    """
    marked, mark = read_bom(body)
    rest = body[len(mark) :] if mark else body
    if marked:
        return Decoded(rest.decode(marked, "replace"), marked)
    said = known(told) or known(http_content_type_encoding(content_type)) or known(html_body_declared_encoding(body))
    for encoding in dict.fromkeys((said or "utf-8", "utf-8")):
        try:
            return Decoded(rest.decode(encoding), encoding, doubted=encoding != (said or encoding))
        except UnicodeDecodeError:
            continue
    return Decoded(rest.decode("cp1252", "replace"), "cp1252", doubted=said not in {None, "cp1252"})


def known(name: str | None) -> str | None:
    """What a browser takes a charset's name for (latin-1 is Windows-1252 there), or None."""
    encoding = resolve_encoding(name) if name else None
    return encoding if encoding and BROWSERS_KNOW.fullmatch(encoding) else None
