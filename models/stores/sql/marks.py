"""Small named values of the whole installation; codes and numbers only, in the clear."""

from sqlalchemy import select

from models.stores import faults
from models.stores.sql.desk_tables import marks
from models.stores.sql.ground import Ground
from models.stores.sql.upsert import upsert


class SqlMarks:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def set(self, name: str, value: str) -> None:
        with self._ground.writing() as connection:
            upsert(connection, marks, key={"name": name}, rest={"value": value})
        faults.after_commit("mark")

    def get(self, name: str) -> str | None:
        with self._ground.reading() as connection:
            return connection.execute(select(marks.c.value).where(marks.c.name == name)).scalar()
