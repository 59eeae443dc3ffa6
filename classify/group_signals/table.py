"""Every group signal by the id of the indicator that it meets; it answers with the facts it rests on, or none."""

from collections.abc import Callable, Mapping

from classify.group_signals import management, movement
from classify.group_signals.group import Group
from models.assessment import Fact

GroupSignal = Callable[[Group], tuple[Fact, ...]]

GROUP_SIGNALS: Mapping[str, GroupSignal] = {
    "phone-shared-by-persons": management.phone_shared_by_persons,
    "handle-shared-by-persons": management.handle_shared_by_persons,
    "shared-address": management.shared_address,
    "picture-shared-by-persons": management.picture_shared_by_persons,
    "template-over-persons": management.template_over_persons,
    "identical-price-list": management.identical_price_list,
    "many-phones": management.many_phones,
    "persons-per-contact": management.persons_per_contact,
    "identity-turnover": management.identity_turnover,
    "cover-job-to-sale": management.cover_job_to_sale,
    "template-over-languages": management.template_over_languages,
    "stable-own-identity": management.stable_own_identity,
    "city-circuit": movement.city_circuit,
    "synchronised-movement": movement.synchronised_movement,
}
