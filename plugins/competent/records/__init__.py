"""Rosters and returned work: what is drawn from them and written for people to work with."""
