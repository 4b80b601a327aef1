"""Where events are kept: the store every host can implement, in memory and in one SQLite file."""
