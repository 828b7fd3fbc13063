"""thidua-xl: an emulation bloc's scoring, checking and ranking, around Excel workbooks."""
