"""From what pages show to their text: templates, and what these may ask."""
