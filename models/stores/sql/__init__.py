"""The records on SQLAlchemy Core: one SQLite file by default, PostgreSQL in service."""
