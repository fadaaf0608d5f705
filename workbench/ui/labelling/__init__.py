"""The Label page's parts."""
