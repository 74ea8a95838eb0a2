"""Third stage: Markdown and a Standard become a Programme of sections, activities and answers."""
