"""The world of a simulated year without its people: what everybody in it shares."""
