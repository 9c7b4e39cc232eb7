"""The workbench: a ledger to read in a browser."""
