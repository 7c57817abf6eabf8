"""Make people, organisations and objects through the product's own services: no state is set behind its back."""
