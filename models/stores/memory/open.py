"""Opens all the stores in memory."""

from dataclasses import dataclass

from models.clock import Clock
from models.stores import own_ports, ports
from models.stores.memory.additions import MemoryAdditions, MemoryDisclosures
from models.stores.memory.ads import MemoryAds
from models.stores.memory.assessments import MemoryAssessments
from models.stores.memory.groupings import MemoryGroupings
from models.stores.memory.histories import MemoryHistories
from models.stores.memory.kept import Kept
from models.stores.memory.log import MemoryLog
from models.stores.memory.marks import MemoryMarks
from models.stores.memory.pages import MemoryPages
from models.stores.memory.people import MemoryPeople
from models.stores.memory.queue import MemoryQueue
from models.stores.memory.readings import MemoryReadings
from models.stores.memory.reviews import MemoryReviews
from models.stores.memory.standings import MemoryStandings
from models.stores.memory.visits import MemoryVisits


@dataclass
class MemoryStores:
    clock: Clock
    pages: ports.Pages
    visits: ports.Visits
    ads: ports.Ads
    readings: ports.Readings
    assessments: ports.Assessments
    groupings: ports.Groupings
    standings: ports.Standings
    queue: ports.Queue
    reviews: ports.Reviews
    additions: own_ports.Additions
    disclosures: own_ports.Disclosures
    histories: ports.Histories
    people: ports.People
    log: ports.Log
    marks: ports.Marks

    def close(self) -> None:
        """Nothing is held open."""


def open_memory_stores(clock: Clock) -> MemoryStores:
    kept = Kept()
    return MemoryStores(
        clock=clock,
        pages=MemoryPages(kept),
        visits=MemoryVisits(kept),
        ads=MemoryAds(kept),
        readings=MemoryReadings(kept),
        assessments=MemoryAssessments(kept),
        groupings=MemoryGroupings(kept),
        standings=MemoryStandings(kept),
        queue=MemoryQueue(kept),
        reviews=MemoryReviews(kept),
        additions=MemoryAdditions(kept),
        disclosures=MemoryDisclosures(kept),
        histories=MemoryHistories(kept),
        people=MemoryPeople(kept),
        log=MemoryLog(kept),
        marks=MemoryMarks(kept),
    )
