"""The coaches: weekly lists of obligations, and what is done about each."""
