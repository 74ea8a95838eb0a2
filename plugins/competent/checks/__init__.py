"""Third stage: rules over standards and programmes; each finds Problems of one code."""
