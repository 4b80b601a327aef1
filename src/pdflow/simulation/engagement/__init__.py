"""The engagement around a cohort: commissioned, delivered by trainers, followed up, reviewed and closed."""
