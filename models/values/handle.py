"""E-mail addresses and messenger handles: one said form each, cleaned to what is keyed."""

import re
from enum import StrEnum
from typing import Self

from models.base import Record

EMAIL = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


class Email(Record):
    said: str
    clean: str

    @classmethod
    def parse(cls, said: str) -> Self | None:
        """Clean one address with a plain @ and plain dots; None when it is none."""
        clean = said.strip().casefold().rstrip(".")
        return cls(said=said, clean=clean) if EMAIL.fullmatch(clean) else None


class Service(StrEnum):
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    SIGNAL = "signal"
    VIBER = "viber"
    SNAPCHAT = "snapchat"
    INSTAGRAM = "instagram"
    KIK = "kik"
    WECHAT = "wechat"
    LINE = "line"
    SKYPE = "skype"
    FACEBOOK = "facebook"
    TIKTOK = "tiktok"
    TWITTER = "twitter"
    ONLYFANS = "onlyfans"
    DISCORD = "discord"
    WIRE = "wire"
    THREEMA = "threema"
    ZALO = "zalo"
    OTHER = "other"


class Handle(Record):
    """`value` is lower case without @; for a service tied to a number it is the number in E.164."""

    said: str
    service: Service
    value: str

    @classmethod
    def parse(cls, said: str, service: Service) -> Self | None:
        clean = said.strip().lstrip("@").casefold().rstrip(".")
        return cls(said=said, service=service, value=clean) if clean else None
