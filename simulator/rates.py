"""How hard the market is: the numbers of `market.yaml`, read and named."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field

from models.base import Record
from simulator.kinds import Kind

MARKET_FILE = Path(__file__).with_name("market.yaml")
Share = Annotated[float, Field(ge=0, le=1)]


class ContactRates(Record):
    phone_obscured: Share
    phone_absent: Share
    phone_wrong_by_one_digit: Share
    independent_changes_phone: Share
    controlled_phone_life_days: tuple[int, int]
    controlled_phone_hidden: Share
    number_changes_owner: Share
    site_number_in_ads: Share


class TextRates(Record):
    languages: dict[str, Share]
    mixed_language: Share
    repost_with_small_edits: Share
    stock_sentences_copied_by_strangers: Share
    same_template_bought_by_two_agencies: int
    typos_per_100_words: tuple[int, int]
    spammers_one_text_many_phones: Share


class IndicatorRates(Record):
    none: Share
    one: Share
    two: Share
    three_or_more: Share
    movement_words_in_independent_ads: Share
    controlled_without_any_text_sign: Share
    counter_signs_in_controlled_ads: Share
    suspected_minor_advertisers: Share


class TimeRates(Record):
    weeks: int
    stay_weeks_median: float
    new_per_week: Share
    pause_and_return: Share
    seen_by_a_visit: Share
    towns_per_controlled_group: tuple[int, int]
    in_step: Share


class SiteRates(Record):
    overlap: Share
    layout_change_weeks: tuple[int, ...]
    outage_days: int


class Rates(Record):
    advertisers: dict[Kind, Share]
    personas: dict[Kind, tuple[int, int]]
    ads_per_advertiser: dict[Kind, tuple[int, int]]
    contacts: ContactRates
    texts: TextRates
    indicators: IndicatorRates
    time: TimeRates
    sites: SiteRates


class Span(Record):
    """The window that is watched: `days` days, the last of them `end`."""

    start: date
    days: int = Field(gt=0)


@cache
def rates() -> Rates:
    return Rates.model_validate(yaml.safe_load(MARKET_FILE.read_text("utf-8")))
