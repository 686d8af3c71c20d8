"""The schema's history. Each step applies to both stores; Alembic runs them by their path.

To write the next one: let Alembic compare the models with a PostgreSQL store (on SQLite it spells
types it does not import), ``command.revision(config_for(connection), autogenerate=True)``, and read
what it wrote. Add columns; do not alter a spatial table in batch mode, which leaves its R*Tree
behind under another name. The versions can always be dropped and folded anew; entries cannot.
"""
