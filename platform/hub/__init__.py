"""The kernel of the ZSA Hub: what every service platform stands on."""
