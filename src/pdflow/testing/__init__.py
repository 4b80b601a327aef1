"""What hosts test with."""
