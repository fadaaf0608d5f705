"""A training in another process: the messages, the channel, and what is said of its end."""
