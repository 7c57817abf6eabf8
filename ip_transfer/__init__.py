"""IP transfer: assets, listings, review, enquiry."""
