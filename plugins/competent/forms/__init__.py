"""Fourth stage: the fields of forms. What each is called, what it means, and who fills it in."""
