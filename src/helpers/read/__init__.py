"""A published document to checked tables: positions first, meaning second, accounting last; nothing invented."""
