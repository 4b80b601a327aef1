"""Other people's formats: what comes in from districts, what goes out to calendars and records."""
