"""Runs the steps on the connection that `models.stores.sql.schema` hands over, inside its transaction."""

from alembic import context

from models.stores.sql.schema import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
context.run_migrations()
