"""What editors recommend for some questions: shown above the results, marked as such, to those who may see it."""
