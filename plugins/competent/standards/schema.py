"""The JSON schema that lets editors complete and check a standard while it is written."""

from __future__ import annotations

import json

from competent.standards.models import Standard


def schema_text() -> str:
    """The text of `unit_standards/schema.json`, made from the models."""
    schema = Standard.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Competent unit standard"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
