"""Reports on a year: tables on a terminal, charts, and a folder of documents."""
