"""Believable content for a first look, written for this product; every organisation, person and standard in it is made up."""
