"""Calibration of skill: published figures beside those of the model."""
