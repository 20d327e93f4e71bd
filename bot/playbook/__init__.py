"""The guide as data: YAML in, checked values out. Content lives in ``default/``, never in code."""
