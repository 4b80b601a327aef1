"""Exchange formats: rosters from districts, closed days from calendars."""
