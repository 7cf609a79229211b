"""Figures stated in sentences: claims, changes, reasons, derivations."""
