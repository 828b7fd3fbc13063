"""Several masters together: a bloc over the years, a province's blocs side by side, the hand-over to the next head."""
