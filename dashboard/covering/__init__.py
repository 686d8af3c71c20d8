"""An operation over its day, as coverage asks of it: who is where, what helps, what is closed."""
