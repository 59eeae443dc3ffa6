"""Every signal by the id of the indicator that it meets."""

from collections.abc import Callable, Iterator, Mapping

from classify.signals import obfuscation, terms, tongue, voice, youth
from classify.signals.seen import Seen, Span

Signal = Callable[[Seen], Iterator[Span]]

# In order: some lean on what those before them found.
SIGNALS: Mapping[str, Signal] = {
    "stated-age-under-18": youth.stated_age_under_18,
    "stated-age-18-to-20": youth.stated_age_18_to_20,
    "age-inconsistent": youth.age_inconsistent,
    "youth-emoji": youth.youth_emoji,
    "third-person-voice": voice.third_person_voice,
    "menu-of-persons": voice.menu_of_persons,
    "several-persons": voice.several_persons,
    "long-hours": terms.long_hours,
    "short-stay": terms.short_stay,
    "high-volume": terms.high_volume,
    "vague-job-high-pay": terms.vague_job_high_pay,
    "price-code-words": terms.price_code_words,
    "obscured-phone": obfuscation.obscured_phone,
    "mixed-script": obfuscation.mixed_script,
    "invisible-characters": obfuscation.invisible_characters,
    "text-only-in-image": obfuscation.text_only_in_image,
    "foreign-phone-prefix": tongue.foreign_phone_prefix,
    "claimed-language-differs": tongue.claimed_language_differs,
}
