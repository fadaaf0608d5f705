"""Tables: how one is read, which columns hold what, and what became of its rows."""
