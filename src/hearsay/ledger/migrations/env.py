"""Run by Alembic: takes the connection that `upgrade` hands over and joins its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
