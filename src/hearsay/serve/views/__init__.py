"""One module per page: a question to the ledger, and the template that shows the answer."""
