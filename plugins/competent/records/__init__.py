"""Ninth stage: rosters and returned work. What is drawn from them and written for people to work with."""
