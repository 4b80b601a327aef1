"""Exchange formats: rosters and closed days in; statements, messages and badges out."""
