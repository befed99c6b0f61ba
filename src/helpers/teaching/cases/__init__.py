"""What one case asks in its own words: a module a case, its multiple-choice items in English and Chinese."""
