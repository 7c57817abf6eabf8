"""English: day, month in letters, year; nobody has to guess which number is the month."""
