"""How the schema came to be, one step a file, on SQLite and PostgreSQL alike."""
